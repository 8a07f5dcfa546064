// Ports for the programs that the stories start.
import { createServer } from 'node:net';

/**
 * Different ones that nobody listens on. Outside the range from which the kernel gives ports to outgoing connections,
 * so that each is still free when the program that it is for has started.
 */
export async function free_ports(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await is_free(port)) ports.add(port);
  }
  return [...ports];
}

function is_free(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => {
      answer(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        answer(true);
      });
    });
  });
}
