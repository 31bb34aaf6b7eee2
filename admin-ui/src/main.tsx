import './theme/mantine.css'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/global.css'
import { createRoot } from 'react-dom/client'
import { createApi } from './api/client.ts'
import { App } from './app/app.tsx'
import { createQueryClient } from './app/query-client.ts'
import { registerServiceWorker, reloadAfterUpdate } from './app/service-worker.ts'
import { takeEarlyRequests } from './boot/early.ts'
import { startI18n } from './i18n/i18n.ts'
import { initialLanguage } from './i18n/language.ts'
import { awaitEarlyList } from './list/first-list.ts'
import { createPanelRegistry } from './panels/registry.ts'

// From here on errors say where they come from again; see boot.ts.
Error.stackTraceLimit = 20

const early = takeEarlyRequests()
const api = createApi(fetch.bind(window), early.answers)
const queryClient = createQueryClient()
const panels = createPanelRegistry((url) => import(/* @vite-ignore */ url))
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root.')

reloadAfterUpdate()
await startI18n(initialLanguage())
await awaitEarlyList(queryClient, early)
createRoot(root).render(<App api={api} kept={early.kept} panels={panels} queryClient={queryClient} />)
registerServiceWorker()
