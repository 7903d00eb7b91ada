import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitGross, splitReinstatement, splitReversal } from "../src/index.ts";

const gross = fc.bigInt({ min: 1n, max: 10n ** 9n });
const feeBasisPoints = fc.integer({ min: 0, max: 10_000 });

describe("a gross amount", () => {
  test("keeps the fraction of a cent for the creator", () => {
    expect(splitGross({ grossMinor: 9_99n, feeBasisPoints: 2_000 })).toEqual({
      feeMinor: 1_99n,
      netMinor: 8_00n,
    });
  });

  test("is fee and net, whole", () => {
    fc.assert(
      fc.property(gross, feeBasisPoints, (grossMinor, points) => {
        const { feeMinor, netMinor } = splitGross({ grossMinor, feeBasisPoints: points });
        expect(feeMinor + netMinor).toBe(grossMinor);
        expect(feeMinor >= 0n && netMinor >= 0n).toBe(true);
      }),
    );
  });

  test.for([
    { grossMinor: -1n, feeBasisPoints: 0 },
    { grossMinor: 1n, feeBasisPoints: -1 },
    { grossMinor: 1n, feeBasisPoints: 10_001 },
    { grossMinor: 1n, feeBasisPoints: 0.5 },
  ])("of $grossMinor has no fee of $feeBasisPoints basis points", (facts) => {
    expect(() => splitGross(facts)).toThrow(RangeError);
  });
});

describe("reversing an earning in parts", () => {
  const earning = { grossMinor: 10_00n, netMinor: 8_00n, reversedGrossMinor: 0n, reversedNetMinor: 0n };

  test("is in proportion, and the last part takes the remainder", () => {
    expect(splitReversal({ ...earning, reverseGrossMinor: 3_33n })).toEqual({
      netMinor: 2_66n,
      feeMinor: 67n,
    });
    const rest = { ...earning, reversedGrossMinor: 6_66n, reversedNetMinor: 5_32n };
    expect(splitReversal({ ...rest, reverseGrossMinor: 3_34n })).toEqual({
      netMinor: 2_68n,
      feeMinor: 66n,
    });
  });

  test("cent by cent takes back exactly the net and the fee, and neither too soon", () => {
    const taken = { net: 0n, fee: 0n };
    for (let cent = 0n; cent < earning.grossMinor; cent += 1n) {
      const before = { ...earning, reversedGrossMinor: cent, reversedNetMinor: taken.net };
      const part = splitReversal({ ...before, reverseGrossMinor: 1n });
      taken.net += part.netMinor;
      taken.fee += part.feeMinor;
      expect(taken.net <= 8_00n && taken.fee <= 2_00n).toBe(true);
    }
    expect(taken).toEqual({ net: 8_00n, fee: 2_00n });
  });

  test("and back again, in any order of parts, ends where it began and never leaves the earning", () => {
    const moves = fc.array(fc.record({ undo: fc.boolean(), share: fc.bigInt({ min: 1n, max: 100n }) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(gross, feeBasisPoints, moves, (grossMinor, points, steps) => {
        const { netMinor } = splitGross({ grossMinor, feeBasisPoints: points });
        let reversed = { reversedGrossMinor: 0n, reversedNetMinor: 0n };
        const move = (undo: boolean, partMinor: bigint) => {
          const facts = { grossMinor, netMinor, ...reversed };
          const part = undo
            ? splitReinstatement({ ...facts, reinstateGrossMinor: partMinor })
            : splitReversal({ ...facts, reverseGrossMinor: partMinor });
          expect(part.netMinor + part.feeMinor).toBe(partMinor);
          const sign = undo ? -1n : 1n;
          reversed = {
            reversedGrossMinor: reversed.reversedGrossMinor + sign * partMinor,
            reversedNetMinor: reversed.reversedNetMinor + sign * part.netMinor,
          };
          const fee = reversed.reversedGrossMinor - reversed.reversedNetMinor;
          expect(reversed.reversedNetMinor >= 0n && reversed.reversedNetMinor <= netMinor).toBe(true);
          expect(fee >= 0n && fee <= grossMinor - netMinor).toBe(true);
        };
        for (const { undo, share } of steps) {
          const most = undo ? reversed.reversedGrossMinor : grossMinor - reversed.reversedGrossMinor;
          if (most > 0n) move(undo, (most * share + 99n) / 100n);
        }
        if (reversed.reversedGrossMinor > 0n) move(true, reversed.reversedGrossMinor);
        expect(reversed).toEqual({ reversedGrossMinor: 0n, reversedNetMinor: 0n });
      }),
    );
  });

  test.for([
    { when: "more than is left", facts: { ...earning, reverseGrossMinor: 10_01n } },
    { when: "nothing", facts: { ...earning, reverseGrossMinor: 0n } },
    { when: "less than nothing", facts: { ...earning, reverseGrossMinor: -1n } },
    { when: "of an empty earning", facts: { ...earning, grossMinor: 0n, reverseGrossMinor: 0n } },
    {
      when: "a net that contradicts",
      facts: { ...earning, reversedNetMinor: 5_00n, reverseGrossMinor: 1_00n },
    },
  ])("refuses $when", ({ facts }) => {
    expect(() => splitReversal(facts)).toThrow(RangeError);
  });

  test("refuses to give back more than was reversed, or more net than gross", () => {
    const reversed = { ...earning, reversedGrossMinor: 1_00n, reversedNetMinor: 80n };
    expect(() => splitReinstatement({ ...reversed, reinstateGrossMinor: 1_01n })).toThrow(RangeError);
    const contradicting = { ...reversed, reversedNetMinor: 8_00n };
    expect(() => splitReinstatement({ ...contradicting, reinstateGrossMinor: 50n })).toThrow(RangeError);
  });
});
