import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

/**
 * Builds GraphiQL for developers into `graphiql/`: apart from the admin, which never loads it. One script and one sheet
 * with names that stay, because the page around them is the server's.
 */
export async function buildGraphiql({ root, out }) {
  await build({
    root,
    base: '/graphiql/',
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [react()],
    build: {
      outDir: join(out, 'graphiql'),
      emptyOutDir: false,
      target: 'es2022',
      cssCodeSplit: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 5000,
      rolldownOptions: {
        input: join(root, 'graphiql/main.tsx'),
        output: {
          entryFileNames: 'graphiql.js',
          chunkFileNames: '[name]-[hash].js',
          assetFileNames: 'graphiql[extname]',
        },
      },
    },
  })
}
