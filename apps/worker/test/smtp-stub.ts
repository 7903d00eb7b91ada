import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

export type SmtpStub = {
  readonly port: number;
  /** What was accepted, in order: headers and body. */
  readonly accepted: readonly string[];
  /** The next mail is taken and its acceptance never said. */
  readonly loseNextAnswer: () => void;
  readonly close: () => Promise<void>;
};

/** A mail server that accepts everything: just enough of RFC 5321 for one client at a time. */
export async function startSmtpStub(port = 0): Promise<SmtpStub> {
  const accepted: string[] = [];
  const sockets = new Set<Socket>();
  let loseAnswer = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    let input = "";
    let inData = false;
    socket.write("220 stub\r\n");
    socket.on("data", (data) => {
      input += data.toString("utf8");
      for (;;) {
        const end = inData ? input.indexOf("\r\n.\r\n") : input.indexOf("\r\n");
        if (end < 0) return;
        const text = input.slice(0, end);
        input = input.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          accepted.push(text);
          if (loseAnswer) {
            loseAnswer = false;
            socket.destroy();
            return;
          }
          socket.write("250 accepted\r\n");
        } else if (text.toUpperCase() === "DATA") {
          inData = true;
          socket.write("354 go on\r\n");
        } else {
          socket.write(text.toUpperCase() === "QUIT" ? "221 bye\r\n" : "250 stub\r\n");
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    accepted,
    loseNextAnswer: () => {
      loseAnswer = true;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
