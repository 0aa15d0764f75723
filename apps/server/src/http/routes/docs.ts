import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import { ServiceError } from '../../errors.js';
import type { Api, RouteContext } from '../context.js';
import { PAGE_POLICY } from '../guard.js';

/** Files of the documentation's viewer, as its package ships them. */
const VIEWER_FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>medpat API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="viewer"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

/** A key in the fragment never leaves the browser; it is taken from the address bar at once and kept in memory only. */
const START_SCRIPT = `const key = new URLSearchParams(location.hash.slice(1)).get('key');
if (key) history.replaceState(null, '', location.pathname);
const viewer = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#viewer',
  deepLinking: false,
  validatorUrl: null,
  persistAuthorization: false,
  onComplete: () => { if (key) viewer.preauthorizeApiKey('apiKey', key); },
});
`;

/**
 * The OpenAPI document and a page to browse it. Nothing of it comes from elsewhere, and the page holds no key.
 *
 * @param viewer - folder of the viewer's files; null: the document only
 */
export function addDocsRoutes(api: Api, context: RouteContext, viewer: URL | null): void {
  const config = { access: 'open' } as const;
  const sendPage = (reply: FastifyReply, type: string, content: string): FastifyReply =>
    reply
      .header('content-security-policy', PAGE_POLICY)
      .header('cache-control', 'no-cache')
      .type(type)
      .send(content);

  for (const prefix of ['', '/api/v1']) {
    api.get(`${prefix}/openapi.json`, { config }, (_request, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(context.openApi.text()),
    );
  }
  if (viewer === null) return;
  // The browser carries the key in the fragment along.
  api.get('/', { config }, (_request, reply) => reply.redirect('/docs'));
  api.get('/docs', { config }, (_request, reply) => sendPage(reply, 'text/html; charset=utf-8', PAGE));
  api.get('/docs/start.js', { config }, (_request, reply) =>
    sendPage(reply, 'text/javascript; charset=utf-8', START_SCRIPT),
  );
  for (const [name, type] of Object.entries(VIEWER_FILES)) {
    api.get(`/docs/${name}`, { config, exposeHeadRoute: false }, async (_request, reply) => {
      const file = new URL(name, viewer);
      const { size } = await stat(file).catch(() => {
        throw new ServiceError('not_found', 'The viewer of the documentation is not installed.');
      });
      reply.header('cache-control', 'public, max-age=86400').header('content-length', size).type(type);
      return reply.send(createReadStream(file));
    });
  }
}
