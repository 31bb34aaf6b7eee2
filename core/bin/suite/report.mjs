import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Prints every outcome as it comes and, at the end, all failures again with the closing counts. */
export function createReport(root) {
  const artifacts = join(root, '.artifacts')
  const outcomes = []
  rmSync(join(artifacts, 'tests'), { recursive: true, force: true })
  return {
    add(outcome) {
      outcomes.push(outcome)
      keep(join(artifacts, 'tests', `${outcome.name.replace(/[^\w./-]+/g, '-')}.log`), outcome.output)
      console.log(line(outcome))
      for (const failure of outcome.failures) console.log(block(failure))
    },
    finish() {
      const totals = count(outcomes)
      const files = outcomes.map(({ output, ...rest }) => rest)
      keep(join(artifacts, 'tests.json'), JSON.stringify({ ...totals, files }, null, 2))
      console.log(summary(outcomes, totals))
      return totals.failed === 0 && totals.passed > 0
    },
  }
}

function keep(file, text) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function count(outcomes) {
  const sum = (of) => outcomes.reduce((total, outcome) => total + of(outcome), 0)
  return { passed: sum((o) => o.passed), failed: sum((o) => o.failed), skipped: sum((o) => o.skipped.length) }
}

function line({ name, passed, failed, skipped, ms }) {
  const parts = [
    `${passed} passed`,
    failed > 0 && `${failed} FAILED`,
    skipped.length > 0 && `${skipped.length} skipped`,
  ]
  const mark = failed > 0 ? '✗' : '✓'
  return `${mark} ${name}  ${parts.filter(Boolean).join(', ')}  (${(ms / 1000).toFixed(1)} s)`
}

function block({ test, details }) {
  const text = details ? `\n${details.trimEnd().replace(/^/gm, '      ')}` : ''
  return `    ✗ ${test}${text}`
}

function summary(outcomes, { passed, failed, skipped }) {
  const reasons = new Set(
    outcomes.flatMap((outcome) => outcome.skipped.map(({ reason }) => `Skipped: ${reason}`)),
  )
  const failures = outcomes.flatMap(({ name, failures }) =>
    failures.map(({ test }) => `Failed: ${name}: ${short(test)}`),
  )
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
  return ['', ...outcomes.flatMap(({ notes }) => notes), ...reasons, ...failures, counts].join('\n')
}

/** Property tests put a whole counterexample into the name; it stands above in full. */
function short(test) {
  return test.length > 160 ? `${test.slice(0, 160)}…` : test
}
