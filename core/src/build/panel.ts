import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, relative } from 'node:path'
import type { OnResolveArgs, PartialMessage, Plugin } from 'esbuild'

/** The modules that the admin shell gives to every panel; anything else of React would be a second copy of it. */
export const SHARED_MODULES = [
  'react',
  'react/jsx-runtime',
  'react-dom',
  'react-dom/client',
  '@bezel/admin-ui',
] as const

const ENTRY = 'admin/index.tsx'

export function hasPanel(folder: string): boolean {
  return existsSync(join(folder, ENTRY))
}

/** Builds a plugin's admin pages, `admin/index.tsx`, into the one browser module `dist/admin.js`. */
export async function buildPanel(folder: string): Promise<string[]> {
  const { build } = await import('esbuild')
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [ENTRY],
    outfile: 'dist/admin.js',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: true,
    metafile: true,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, target: 'ES2022', jsx: 'react-jsx' } },
    plugins: [panelBoundary(folder)],
  })
  return Object.keys(metafile.outputs)
}

/** Keeps the shared modules outside and refuses what cannot work in a panel, each with its remedy. */
function panelBoundary(folder: string): Plugin {
  const shared = new Set<string>(SHARED_MODULES)
  return {
    name: 'panel-boundary',
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, (args) => {
        if (args.kind === 'entry-point') return undefined
        if (shared.has(args.path)) return { path: args.path, external: true }
        const refused = refusal(folder, args)
        return refused ? { errors: [refused] } : undefined
      })
    },
  }
}

function refusal(folder: string, { path, importer, resolveDir }: OnResolveArgs): PartialMessage | null {
  if (/^(react|react-dom|scheduler)(\/|$)/.test(path)) {
    const list = SHARED_MODULES.join(', ')
    return problem(
      `"${path}" would put a second React into the panel. Use one of the shared modules: ${list}.`,
    )
  }
  if (path.startsWith('node:') || builtinModules.includes(path)) {
    const remedy = 'Move that code to src/ as an operation and call it through the admin SDK.'
    return problem(`"${path}" is part of Node.js, and panels run in the browser. ${remedy}`)
  }
  if (path.startsWith('@bezel/') || leavesPanel(folder, path, importer, resolveDir)) {
    const remedy = 'Import its types only ("import type"), and reach its data through the admin SDK.'
    return problem(`"${path}" is server code, and panels run in the browser. ${remedy}`)
  }
  if (path.endsWith('.css')) {
    return problem(
      `"${path}" would never be loaded: panels have no stylesheet. Use the components of @bezel/admin-ui.`,
    )
  }
  return null
}

function leavesPanel(folder: string, path: string, importer: string, resolveDir: string): boolean {
  if (!path.startsWith('.')) return false
  const admin = join(folder, 'admin')
  const outside = (file: string) => relative(admin, file).startsWith('..')
  // A package in node_modules may import its own files; only the panel's own code is bound to its folder.
  return !outside(importer) && outside(join(resolveDir, path))
}

const problem = (text: string): PartialMessage => ({ text })
