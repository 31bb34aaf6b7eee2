import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import type { Api } from '../api/client.ts'
import type { PanelRegistry } from '../panels/registry.ts'
import { colorSchemes } from '../theme/color-scheme.ts'
import { cssVariables, theme } from '../theme/theme.ts'
import { Toasts } from '../ui/toast.tsx'
import { Gate } from './gate.tsx'
import type { KeptManifest } from './manifest.ts'
import { PageCrash } from './page-crash.tsx'

export interface AppProps {
  api: Api
  /** The manifest of the last visit. */
  kept: KeptManifest | undefined
  panels: PanelRegistry
  queryClient: QueryClient
}

export function App({ api, kept, panels, queryClient }: AppProps) {
  const [router] = useState(() =>
    createBrowserRouter(
      [
        {
          path: '*',
          element: <Gate api={api} kept={kept} panels={panels} />,
          errorElement: <PageCrash />,
        },
      ],
      { basename: '/admin' },
    ),
  )
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes()}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** The server writes the nonce into the page; browsers hide it from selectors, so it is read as a property. */
const styleNonce = (): string =>
  document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? ''
