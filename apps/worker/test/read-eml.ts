/** A mail file, taken apart as a mail program does it. */
export type Eml = {
  readonly header: (name: string) => string;
  readonly text: string;
  /** Empty: it has none. */
  readonly html: string;
};

type Part = { readonly header: (name: string) => string; readonly body: string };

export function readEml(source: string): Eml {
  const mail = partOf(source);
  const boundary = /boundary="?([^";]+)"?/.exec(mail.header("content-type"))?.[1];
  const parts =
    boundary === undefined
      ? [mail]
      : mail.body
          .split(`--${boundary}`)
          .slice(1, -1)
          .map((part) => partOf(part.replace(/^\r\n/, "")));
  const bodyOf = (type: string) => {
    const part = parts.find((each) => each.header("content-type").startsWith(type));
    return part === undefined ? "" : decoded(part);
  };
  return { header: mail.header, text: bodyOf("text/plain"), html: bodyOf("text/html") };
}

function partOf(source: string): Part {
  const end = source.indexOf("\r\n\r\n");
  const head = source.slice(0, end).replaceAll(/\r\n[ \t]+/g, " ");
  const lines = new Map(
    head.split("\r\n").map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())];
    }),
  );
  return { header: (name) => lines.get(name.toLowerCase()) ?? "", body: source.slice(end + 4) };
}

function decoded({ header, body }: Part): string {
  switch (header("content-transfer-encoding").toLowerCase()) {
    case "base64":
      return Buffer.from(body, "base64").toString("utf8");
    case "quoted-printable":
      return quotedPrintable(body.replaceAll(/=\r\n/g, ""));
    default:
      return body;
  }
}

function quotedPrintable(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Encoded words of a header: `=?UTF-8?B?…?=`. */
function words(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, form: string, coded: string) =>
      form.toLowerCase() === "b"
        ? Buffer.from(coded, "base64").toString("utf8")
        : quotedPrintable(coded.replaceAll("_", " ")),
    );
}
