import { createContext, useContext } from "react";
import { useConnection, type Connection, type ConnectionStore } from "./connection.ts";

export const ConnectionContext = createContext<ConnectionStore | null>(null);

/** How the connection is, now and whenever it changes. */
export function useConnectionState(): Connection {
  const store = useContext(ConnectionContext);
  if (store === null) throw new Error("there is no ConnectionContext above");
  return useConnection(store);
}
