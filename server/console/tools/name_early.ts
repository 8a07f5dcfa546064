// A Vite plugin that names in each page's HTML every script and style of its first picture. Without it a browser hears
// of what an opening script brings only when that script runs: another turn over the line.
import type { Plugin } from 'vite';
import { chunks_at_start } from './at_start.ts';

export function name_early(): Plugin {
  return {
    name: 'lamplight-name-early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, chunk }) {
        if (bundle === undefined || chunk === undefined) return [];
        const needed = chunks_at_start(chunk, bundle).slice(1);
        const styles = needed.flatMap((one) => [...(one.viteMetadata?.importedCss ?? [])]);
        const link = (rel: string, file: string) => ({
          tag: 'link',
          attrs: { rel, crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        });
        return [
          ...needed.map((one) => link('modulepreload', one.fileName)),
          ...[...new Set(styles)].map((file) => link('stylesheet', file)),
        ].filter((one) => !html.includes(`"${one.attrs.href}"`));
      },
    },
  };
}
