import { defineJob } from '../jobs/job.ts'
import { importing } from './importing.ts'

const day = 24 * 3600

/** Carries out an import, and goes on with it after whatever interrupted it. */
export const runImports = defineJob({
  name: 'core.run-import',
  summary: 'Import an uploaded file',
  timeoutSeconds: day,
  async steps({ step, signal }, { id }) {
    const service = await step(async (ctx) => ctx.use(importing))
    await service.run(String(id), { signal })
  },
})
