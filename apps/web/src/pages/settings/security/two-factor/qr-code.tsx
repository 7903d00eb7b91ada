import type { QRCode } from "qrcode";
import { useQuery } from "@tanstack/react-query";
import classes from "../security.module.css";

/** Modules of white around it, without which scanners do not find it. */
const quiet = 4;

/** A text as a QR code, dark on white in every theme: not all apps read it the other way round. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const drawing = useQuery({
    queryKey: ["qr-code", text],
    queryFn: async () => {
      const { create } = await import("qrcode");
      return drawingOf(create(text, { errorCorrectionLevel: "M" }));
    },
    staleTime: Infinity,
    gcTime: 0,
  }).data;
  const side = (drawing?.side ?? 1) + 2 * quiet;
  return (
    <svg
      className={classes["qr"]}
      role="img"
      aria-label={label}
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <path d={drawing?.path ?? ""} fill="#000" />
    </svg>
  );
}

function drawingOf({ modules }: QRCode) {
  const dark = Array.from(modules.data, (isDark, index) => (isDark === 0 ? -1 : index)).filter(
    (at) => at >= 0,
  );
  const path = dark.map((at) => `M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z`).join("");
  return { side: modules.size, path };
}
