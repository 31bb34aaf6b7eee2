import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'

const module = (name: string) => pathToFileURL(join(import.meta.dirname, '../../bin', name)).href

/** Runs a few lines as a module of their own process, as the bootstrap runs. */
function run(code: string, env: NodeJS.ProcessEnv = process.env) {
  const options = { env, encoding: 'utf8' } as const
  return spawnSync(process.execPath, ['--input-type=module', '--eval', code], options)
}

t.test('an older Node.js is told what is needed and goes no further', async (t) => {
  const { status, stderr, stdout } = run(`
    Object.defineProperty(process.versions, 'node', { value: '20.18.1' })
    const { checkNode } = await import('${module('prepare.mjs')}')
    checkNode()
    console.log('went on')`)
  t.equal(status, 1)
  t.match(stderr, /needs Node.js 20.19 or newer; this is 20.18.1/)
  t.equal(stdout, '')
})

t.test('the oldest supported and newer versions of Node.js are accepted', async (t) => {
  for (const version of ['20.19.0', '22.0.0', '24.1.0']) {
    const { status } = run(`
      Object.defineProperty(process.versions, 'node', { value: '${version}' })
      const { checkNode } = await import('${module('prepare.mjs')}')
      checkNode()`)
    t.equal(status, 0, version)
  }
})

/** A workspace whose `npx` writes down what it is asked and ends with the given status. */
function workspace(t: Test, status = 0) {
  const folder = t.testdir({
    'package.json': '{"name":"root"}',
    'pnpm-lock.yaml': 'lock: 1',
    'pnpm-workspace.yaml': 'packages: []',
    core: { 'package.json': '{"name":"core","dependencies":{"a":"1.0.0"}}' },
    tools: { npx: `#!/bin/sh\necho "$@" >> "${'$'}{0%/*}/../asked"\necho said by npx\nexit ${status}\n` },
  })
  chmodSync(join(folder, 'tools/npx'), 0o755)
  const env = { ...process.env, CI: '', PATH: `${join(folder, 'tools')}${delimiter}${process.env.PATH}` }
  const install = () =>
    run(
      `const { installPackages, packagesAreStale } = await import('${module('install.mjs')}')
       if (packagesAreStale(${JSON.stringify(folder)})) await installPackages(${JSON.stringify(folder)})`,
      env,
    )
  const asked = () => readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n')
  return { folder, install, asked, env }
}

t.test('packages are installed once, and again when what is wanted changes', async (t) => {
  const { folder, install, asked } = workspace(t)
  t.equal(install().stdout, '', 'stdout stays clean: it belongs to the command')
  install()
  t.equal(asked().length, 1)
  writeFileSync(
    join(folder, 'core/package.json'),
    '{"name":"core","version":"2.0.0","dependencies":{"a":"1.0.0"}}',
  )
  install()
  t.equal(asked().length, 1, 'a version of our own changes nothing')
  writeFileSync(join(folder, 'core/package.json'), '{"name":"core","dependencies":{"a":"1.0.1"}}')
  install()
  t.equal(asked().length, 2)
  mkdirSync(join(folder, 'plugins/new'), { recursive: true })
  writeFileSync(join(folder, 'plugins/new/package.json'), '{"name":"new"}')
  install()
  t.equal(asked().length, 3, 'a new plugin folder must be linked')
  t.match(asked()[0], /^--yes pnpm@[\d.]+ install --prefer-frozen-lockfile/)
})

t.test('a failed installation is tried again by the next command', async (t) => {
  const { install, asked } = workspace(t, 1)
  t.match(install().stderr, /Installing the packages failed/)
  install()
  t.equal(asked().length, 2)
})

const holdLock = (folder: string, work: string) => `
  const { withLock } = await import('${module('lock.mjs')}')
  await withLock(${JSON.stringify(folder)}, async () => { ${work} })`

t.test('two commands at once prepare the project one after the other', async (t) => {
  const folder = t.testdir()
  const log = JSON.stringify(join(folder, 'log'))
  const work = `const { appendFileSync } = await import('node:fs')
    appendFileSync(${log}, 'in ')
    await new Promise((resolve) => setTimeout(resolve, 300))
    appendFileSync(${log}, 'out ')`
  const args = ['--input-type=module', '--eval', holdLock(folder, work)]
  const processes = [1, 2, 3].map(() => spawn(process.execPath, args, { stdio: 'ignore' }))
  await Promise.all(processes.map((child) => once(child, 'exit')))
  t.equal(readFileSync(join(folder, 'log'), 'utf8'), 'in out in out in out ')
})

t.test('the lock of a process that was killed is taken over', async (t) => {
  const folder = t.testdir()
  const killed = run(holdLock(folder, `process.kill(process.pid, 'SIGKILL')`))
  t.equal(killed.signal, 'SIGKILL')
  t.ok(existsSync(join(folder, 'node_modules/.bezel/lock')))
  const { stdout } = run(holdLock(folder, `console.log('got it')`))
  t.equal(stdout, 'got it\n')
  t.notOk(existsSync(join(folder, 'node_modules/.bezel/lock')))
})
