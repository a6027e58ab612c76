import './kit/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { makeQueryClient } from './api/query.ts'
import { TooltipProvider } from './kit/tooltip.tsx'
import { startWords } from './messages/store.ts'
import { router } from './router.tsx'
import { LanguageProvider } from './shell/language.tsx'

// Compiling schemas to code is what the content security policy forbids; asking for it would only be reported.
config({ jitless: true })

const place = document.getElementById('root')
if (!place) throw new Error('The page has no place for the program (#root).')

const client = makeQueryClient()
await startWords()

createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <TooltipProvider>
          <RouterProvider router={router} />
        </TooltipProvider>
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
)

/** Not before the page is at rest: keeping files for later must not slow the first look. */
function keepForOffline(): void {
  const register = () => void navigator.serviceWorker.register('/sw.js').catch(() => {})
  if (document.readyState === 'complete') register()
  else addEventListener('load', register, { once: true })
}

if (import.meta.env.PROD && 'serviceWorker' in navigator) keepForOffline()
