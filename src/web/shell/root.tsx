import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useMay } from '../api/me.ts'
import { useGo } from '../kit/route.ts'
import { Toasts } from '../kit/toast.tsx'
import { useWords } from '../kit/words.ts'
import { AccountMenu } from './account.tsx'
import { ConnectionBar } from './connection.tsx'
import { Entrance } from './entrance.tsx'
import { useKeys } from './keys.ts'
import { PhoneBar } from './phone.tsx'
import { Rail } from './rail.tsx'
import { entries, verbs } from './registry.ts'
import { WorkspaceSwitch } from './workspaces.tsx'

const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))
const KeysDialog = lazy(() => import('./keys-dialog.tsx').then((module) => ({ default: module.KeysDialog })))

/** Around every page: the way in, then the frame. */
export const Root = () => (
  <>
    <Entrance>
      <Frame />
    </Entrance>
    <Toasts />
  </>
)

type Open = 'palette' | 'keys' | null

function Frame() {
  const t = useWords('shell')
  const [open, setOpen] = useState<Open>(null)
  useShellKeys(setOpen)
  const search = () => setOpen('palette')
  return (
    <>
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-md focus:bg-ink focus:px-4 focus:py-2 focus:text-on-ink"
      >
        {t('skip')}
      </a>
      <div className="flex">
        <Rail top={<WorkspaceSwitch />} foot={<AccountMenu />} onSearch={search} />
        <div className="min-w-0 flex-1">
          <ConnectionBar />
          <main id="page" tabIndex={-1} className="pb-[calc(4rem+env(safe-area-inset-bottom))] md:pb-0">
            <Outlet />
          </main>
        </div>
      </div>
      <PhoneBar foot={<AccountMenu />} />
      <Suspense>
        {open === 'palette' && <Palette onClose={() => setOpen(null)} />}
        {open === 'keys' && <KeysDialog onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  )
}

function useShellKeys(open: (what: Open) => void): void {
  const go = useGo()
  const may = useMay()
  const bindings = useMemo(
    () => [
      { keys: 'mod+k', run: () => open('palette') },
      { keys: '/', run: () => open('palette') },
      { keys: '?', run: () => open('keys') },
      ...entries.flatMap(({ key, to, needs }) =>
        key && may(needs) ? [{ keys: `g ${key}`, run: () => go(to) }] : [],
      ),
      ...verbs.flatMap(({ keys, run, needs }) =>
        keys && may(needs) ? [{ keys, run: () => void run(go) }] : [],
      ),
    ],
    [go, may, open],
  )
  useKeys(bindings)
}
