import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const bin = (path) => join('node_modules', path)
const tsc = (project) => [bin('typescript7/bin/tsc'), '-p', project]

/** What is checked without running Bezel: each counts as one test, passed when it ends with 0. */
export function checks(root) {
  return [
    ...typeScriptProjects(root).map((project) => ({ name: `types: ${project}`, args: tsc(project) })),
    {
      name: 'dependency rules',
      args: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), ...cruised(root)],
    },
    {
      name: 'lint and format',
      args: [bin('@biomejs/biome/bin/biome'), 'check', '--diagnostic-level=warn', '.'],
    },
    {
      name: 'unused files and dependencies',
      args: [bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints'],
    },
    // Its answer changes without any change of ours, and it needs the network: not for every local run.
    ...(process.env.CI ? [{ name: 'known vulnerabilities', args: ['core/bin/suite/audit.mjs'] }] : []),
  ]
}

function typeScriptProjects(root) {
  const pages = readdirSync(join(root, 'plugins')).flatMap((name) =>
    ['admin', 'portal'].map((part) => `plugins/${name}/${part}/tsconfig.json`),
  )
  const all = ['tsconfig.json', 'admin-ui/tsconfig.json', ...pages]
  return all.filter((project) => existsSync(join(root, project)))
}

function cruised(root) {
  const folders = ['core', 'plugins', 'adapters', 'admin-ui', 'tests', 'bench', 'fastify.config.ts']
  return [
    '--config',
    '.dependency-cruiser.cjs',
    ...folders.filter((folder) => existsSync(join(root, folder))),
  ]
}
