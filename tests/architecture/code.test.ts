import t from 'tap'
import ts from 'typescript'
import { repositoryFiles, textOf } from './repository.ts'

const files = repositoryFiles()
const code = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.includes('/fixtures/'))

const LONG_FILE = 300

t.test('files tell one thing: long ones are named here, to be read once more', async (t) => {
  for (const file of code) {
    const lines = (textOf(file) ?? '').split('\n').length
    if (lines > LONG_FILE) t.comment(`Note: ${file} has ${lines} lines; does it tell one thing?`)
  }
  t.pass('long files are notes, not failures')
})

const plugins = files.filter((file) => /^plugins\/[^/]+\/src\/plugin\.ts$/.test(file))

/** What makes a table of contents a program. */
const LOGIC = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.IfStatement, 'an if'],
  [ts.SyntaxKind.ConditionalExpression, 'a condition'],
  [ts.SyntaxKind.SwitchStatement, 'a switch'],
  [ts.SyntaxKind.ForStatement, 'a loop'],
  [ts.SyntaxKind.ForOfStatement, 'a loop'],
  [ts.SyntaxKind.ForInStatement, 'a loop'],
  [ts.SyntaxKind.WhileStatement, 'a loop'],
  [ts.SyntaxKind.TryStatement, 'a try'],
  [ts.SyntaxKind.AwaitExpression, 'an await'],
  [ts.SyntaxKind.Block, 'a function body'],
  [ts.SyntaxKind.TaggedTemplateExpression, 'a query'],
])

t.test('every plugin.ts is a table of contents, without logic', async (t) => {
  for (const file of plugins) t.same(logicIn(parse(file)), [], file)
  t.pass(`${plugins.length} plugins`)
})

t.test('the rule for plugin.ts refuses logic', async (t) => {
  const source = `export default definePlugin({ jobs: dev ? [] : [nightly], setup: (ctx) => { return 1 } })`
  const broken = ts.createSourceFile('plugin.ts', source, ts.ScriptTarget.ES2022)
  t.same(logicIn(broken), ['line 1: a condition', 'line 1: a function body'])
})

t.test('a plugin needs every plugin whose contract it imports', async (t) => {
  for (const file of plugins) {
    const folder = file.replace(/plugin\.ts$/, '')
    const needed = /\bneeds:\s*\{([^}]*)\}/.exec(textOf(file) ?? '')?.[1] ?? ''
    const sources = code.filter((name) => name.startsWith(folder)).map((name) => textOf(name) ?? '')
    const imported = sources.flatMap((text) => [...text.matchAll(/from '@bezel\/([\w-]+)\/contract'/g)])
    const names = [...new Set(imported.map((match) => match[1] ?? ''))]
    t.same(
      names.filter((name) => !new RegExp(`['"]?\\b${name}['"]?\\s*:`).test(needed)),
      [],
      `${file} names them in "needs"`,
    )
  }
  t.pass(`${plugins.length} plugins`)
})

t.test('the names of tests are sentences', async (t) => {
  const tests = code.filter((file) => file.endsWith('.test.ts'))
  for (const file of tests) {
    const names = [...(textOf(file) ?? '').matchAll(/^\s*t\.test\(\s*'((?:[^'\\]|\\.)*)'/gm)].map(
      (match) => match[1] ?? '',
    )
    for (const name of names.filter((name) => !isSentence(name)))
      t.comment(`Note: ${file}: "${name}" is no sentence.`)
  }
  t.pass('others are notes, not failures')
})

function isSentence(name: string): boolean {
  return name.split(/\s+/).length >= 3 && !/^(should|test)\b/i.test(name)
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, textOf(file) ?? '', ts.ScriptTarget.ES2022)
}

/** The places in a file that decide, repeat or query, for example `line 12: an if`. */
function logicIn(source: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const what = LOGIC.get(node.kind)
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    if (what) found.push(`line ${line + 1}: ${what}`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
