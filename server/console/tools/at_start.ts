// Which scripts a page needs for its first picture: its own, what that imports, and what a small opening script brings
// at once, by the name `begin.ts`. Used by the plugins that weigh and that name scripts early.
import type { Rollup } from 'vite';

export function chunks_at_start(entry: Rollup.OutputChunk, bundle: Rollup.OutputBundle): Rollup.OutputChunk[] {
  const seen = new Set<string>();
  const visit = (name: string): Rollup.OutputChunk[] => {
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk' || seen.has(name)) return [];
    seen.add(name);
    const brought = chunk.dynamicImports.filter((one) => is_beginning(bundle[one]));
    return [chunk, ...[...chunk.imports, ...brought].flatMap(visit)];
  };
  return visit(entry.fileName);
}

function is_beginning(part: Rollup.OutputBundle[string] | undefined): boolean {
  return part?.type === 'chunk' && part.facadeModuleId?.endsWith('/begin.ts') === true;
}
