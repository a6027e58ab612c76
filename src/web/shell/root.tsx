import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useWorkspace } from '../api/me.ts'
import { useGo } from '../kit/route.ts'
import { Toasts } from '../kit/toast.tsx'
import { useWords } from '../kit/words.ts'
import { ClosingBar } from './closing.tsx'
import { ConnectionBar } from './connection.tsx'
import { Entrance } from './entrance.tsx'
import { PhoneFoot, RailFoot } from './foot.tsx'
import { useKeys } from './keys.ts'
import { PhoneBar } from './phone.tsx'
import { PhoneTop } from './phone-top.tsx'
import { Rail } from './rail.tsx'
import { entries, sectionEntries, verbs } from './registry.ts'
import { Section } from './section.tsx'
import { useTypedAhead } from './typed-ahead.ts'
import { useAllowed } from './use-allowed.ts'
import { WorkspaceSwitch } from './workspaces.tsx'

const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))
const GraceBar = lazy(() =>
  import('../people/account/grace-bar.tsx').then((module) => ({ default: module.GraceBar })),
)
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

const hasMod = ({ keys }: { keys: string }): boolean => keys.startsWith('mod+')

function Frame() {
  const t = useWords('shell')
  const [open, setOpen] = useState<Open>(null)
  useShellKeys(open, setOpen)
  const typedAhead = useTypedAhead(open === 'palette')
  const search = () => setOpen('palette')
  const at = useRouterState({ select: (state) => state.location.pathname })
  const { secondStepDue } = useWorkspace()
  const inSettings = sectionEntries.some(({ to }) => to === at)
  return (
    <>
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-md focus:bg-ink focus:px-4 focus:py-2 focus:text-on-ink"
      >
        {t('skip')}
      </a>
      <div className="flex">
        <Rail top={<WorkspaceSwitch />} foot={<RailFoot inSettings={inSettings} />} onSearch={search} />
        <div className="min-w-0 flex-1">
          <PhoneTop onSearch={search} />
          <ConnectionBar />
          <ClosingBar />
          {secondStepDue && (
            <Suspense>
              <GraceBar />
            </Suspense>
          )}
          <main id="page" tabIndex={-1} className="pb-[calc(4rem+env(safe-area-inset-bottom))] md:pb-0">
            {inSettings ? (
              <Section>
                <Outlet />
              </Section>
            ) : (
              <Outlet />
            )}
          </main>
        </div>
      </div>
      <PhoneBar foot={<PhoneFoot />} />
      <Suspense>
        {open === 'palette' && <Palette typedAhead={typedAhead} onClose={() => setOpen(null)} />}
        {open === 'keys' && <KeysDialog onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  )
}

/** A dialog that is being fetched is not there yet, and letters are already none for the page behind. */
function useShellKeys(now: Open, open: (what: Open) => void): void {
  const go = useGo()
  const allowed = useAllowed()
  const bindings = useMemo(
    () => [
      { keys: 'mod+k', run: () => open('palette') },
      { keys: '/', run: () => open('palette') },
      { keys: '?', run: () => open('keys') },
      { keys: 'g s', run: () => go('/settings') },
      ...entries
        .filter(allowed)
        .flatMap(({ key, to }) => (key ? [{ keys: `g ${key}`, run: () => go(to) }] : [])),
      ...verbs.filter(allowed).flatMap(({ keys, run }) => (keys ? [{ keys, run: () => void run(go) }] : [])),
    ],
    [go, allowed, open],
  )
  useKeys(useMemo(() => (now ? bindings.filter(hasMod) : bindings), [bindings, now]))
}
