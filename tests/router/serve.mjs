// Valhalla behind HTTP, as its own service answers /sources_to_targets: node serve.mjs PACKAGE CONFIG PORT
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const [folder, config, port] = process.argv.slice(2);
const { Actor } = createRequire(`${folder}/`)('@valhallajs/valhallajs');
const actor = await Actor.fromConfigFile(config);

createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  try {
    const answer = await actor.matrix(body);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer);
  } catch (error) {
    response.writeHead(400, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error: String(error) }));
  }
}).listen(Number(port), '127.0.0.1');
