#!/usr/bin/env node
// The entry of every command: plain JavaScript without dependencies, because on a fresh clone
// there is nothing else yet. It makes the project ready to run, then runs the built command line
// in this same process, so Ctrl-C, signals and exit codes need no forwarding.
import { setFlagsFromString } from 'node:v8'
import { checkNode, prepare, Unready } from './prepare.mjs'

checkNode()
// All that is loaded at the start stays, for which V8 would make room among young objects: 30 MB that an idle server does
// not use. `start` lets it grow again as soon as it serves.
if (process.argv[2] === 'start') setFlagsFromString('--semi-space-growth-factor=1')
try {
  const cli = await prepare(process.argv.slice(2))
  // Source maps stay off: reading those of all modules took a third of the start. NODE_OPTIONS=--enable-source-maps asks for them.
  if (cli) await import(cli)
} catch (error) {
  if (!(error instanceof Unready)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
