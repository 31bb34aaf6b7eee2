import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const PREFIX = 'virtual:shared/'

/** The modules that panels share with the shell, by specifier. This list is a public API: keep it short. */
export const sharedModules = {
  react: 'react',
  'react/jsx-runtime': 'react-jsx-runtime',
  'react-dom': 'react-dom',
  'react-dom/client': 'react-dom-client',
}

/**
 * React ships CommonJS only. A panel's `import { useState } from 'react'` needs real ESM exports, so each shared module
 * gets a facade that names them; shell and facade use the same chunk, so there is one React on the page.
 */
export function vendorFacades() {
  return {
    name: 'bezel:vendor-facades',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null
      const specifier = id.slice(PREFIX.length + 1)
      const names = Object.keys(require(specifier)).filter(
        (name) => /^[a-zA-Z_$][\w$]*$/.test(name) && name !== 'default',
      )
      return `import all from '${specifier}'\nexport const { ${names.join(', ')} } = all\nexport default all\n`
    },
  }
}

export const vendorInput = Object.fromEntries(
  Object.entries(sharedModules).map(([specifier, file]) => [file, `${PREFIX}${specifier}`]),
)
