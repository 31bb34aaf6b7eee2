// Fails on a known vulnerability of level high or above in what Bezel ships. A registry that offers no
// audit (many mirrors do not) or cannot be reached is no finding: that is said, and the step counts as skipped.
import { spawnSync } from 'node:child_process'
import { SKIPPED } from './run-job.mjs'

const args = ['--yes', 'pnpm@10.34.9', 'audit', '--prod', '--audit-level', 'high', '--json']
const { stdout, stderr, status } = spawnSync('npx', args, { encoding: 'utf8', timeout: 120_000 })
const answer = parse(stdout)
const found = Object.values(answer?.advisories ?? {}).filter(({ severity }) => /high|critical/.test(severity))

if (!answer?.metadata) {
  console.log('the package registry answers no audit')
  console.error((stdout || stderr || '').trim().slice(0, 1000))
  process.exitCode = SKIPPED
} else if (found.length > 0) {
  for (const { severity, module_name: name, title, url } of found)
    console.log(`${severity}: ${name}: ${title} ${url}`)
  process.exitCode = 1
} else {
  console.log(`No known vulnerability of level high or above (audit ended with ${status}).`)
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
