import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXT = /\.(js|css|html|json|svg|webmanifest|map)$/
const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Writes a .br and a .gz beside every text file. index.html is left out: the server fills it in per request. */
export async function compressAll(out) {
  const files = await readdir(out, { recursive: true, withFileTypes: true })
  const text = files.filter((file) => file.isFile() && TEXT.test(file.name) && file.name !== 'index.html')
  await Promise.all(text.map((file) => compress(join(file.parentPath, file.name))))
}

async function compress(path) {
  const bytes = await readFile(path)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  const [br, gz] = await Promise.all([brotli(bytes, { params }), zip(bytes, { level: 9 })])
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)])
}
