import './theme/mantine.css'
import './theme/fonts.css'
import './theme/global.css'
import { createRoot } from 'react-dom/client'
import { createApi } from './api/client.ts'
import { App } from './app/app.tsx'
import { createQueryClient } from './app/query-client.ts'
import { registerServiceWorker, reloadAfterUpdate } from './app/service-worker.ts'
import { takeEarlyRequests } from './boot/early.ts'
import { initialLanguage, startI18n } from './i18n/i18n.ts'
import { showEarlyList } from './list/first-list.ts'
import { createPanelRegistry } from './panels/registry.ts'

const early = takeEarlyRequests()
const api = createApi(fetch.bind(window), early.answers)
const queryClient = createQueryClient()
const panels = createPanelRegistry((url) => import(/* @vite-ignore */ url))
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root.')

reloadAfterUpdate()
await startI18n(initialLanguage())
showEarlyList(queryClient, early)
createRoot(root).render(<App api={api} cached={early.cached} panels={panels} queryClient={queryClient} />)
registerServiceWorker()
