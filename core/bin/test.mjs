#!/usr/bin/env node
// The whole suite: `npm test`, or parts of it: `npm test -- core/test/build tests/architecture`.
// Ends with the line `N passed, N failed`, which CI reads, and leaves its details under .artifacts/.
import { checkNode, prepare, repository, Unready } from './prepare.mjs'
import { say } from './say.mjs'

checkNode()
try {
  await prepare(['build'])
  const { runSuite } = await import('./suite/run-suite.mjs')
  process.exitCode = (await runSuite(repository, process.argv.slice(2))) ? 0 : 1
} catch (error) {
  if (!(error instanceof Unready)) throw error
  say(error.message)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}
