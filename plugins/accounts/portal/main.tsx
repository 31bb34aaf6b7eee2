// Styles of parts that are loaded later belong to what is loaded first: see core/src/build/portal.ts.
import './styles/frame.module.css'
import './styles/form.module.css'
import './styles/parts.module.css'
import { createApi, initialLanguage } from '@bezel/admin-ui/kit'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { startTexts } from './i18n/texts.ts'

const { bezelEarly } = window as { bezelEarly?: Map<string, Promise<Response>> }
const api = createApi(fetch.bind(window), bezelEarly)
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root.')

await startTexts(initialLanguage())
createRoot(root).render(<App api={api} />)
