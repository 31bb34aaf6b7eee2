import type { App } from '../app/create-app.ts'
import { printSdl } from '../graphql/schema.ts'
import { openApiDocument } from '../openapi/document.ts'
import { errorTable, errorTableMarkdown } from '../openapi/error-table.ts'

/**
 * The outside contract as files, by name: what is generated is committed, so that a change of it is seen in review.
 * Fields that a shop defines at run time are not part of it.
 */
export function referenceFiles({
  api,
  kernel,
  plugins,
}: Pick<App, 'api' | 'kernel' | 'plugins'>): Record<string, string> {
  return {
    'openapi.json': `${JSON.stringify(openApiDocument(api), null, 1)}\n`,
    'schema.graphql': printSdl(kernel.registry, plugins),
    'errors.md': errorTableMarkdown(errorTable(plugins)),
  }
}
