import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A wire to a local server that can be cut: for its clients the server is down, and comes back on the same port. */
export async function cuttableWire(targetPort: number) {
  const sockets = new Set<Socket>();
  const joinTo = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.pipe(to);
    from.on("error", () => undefined);
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const listenOn = async (port: number): Promise<Server> => {
    const server = createServer((client) => {
      const target = connect(targetPort, "127.0.0.1");
      joinTo(client, target);
      joinTo(target, client);
    }).listen(port, "127.0.0.1");
    await once(server, "listening");
    return server;
  };
  let server = await listenOn(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cut: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    mend: async () => {
      server = await listenOn(port);
    },
  };
}
