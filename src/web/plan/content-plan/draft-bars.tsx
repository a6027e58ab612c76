import { useEffect } from 'react'
import { Button } from '../../kit/button.tsx'
import { Overtaken } from '../../kit/overtaken.tsx'
import { useWords } from '../../kit/words.ts'

/** What is worked on and saved as a whole. */
type Desk = {
  dirty: boolean
  busy: boolean
  overtaken: boolean
  problem: string | null
  save(): Promise<void>
  discard(): void
  keepMine(): void
}

/** Somebody else was quicker: both sides are there, and a person decides. */
export function OvertakenPlan({ desk }: { desk: Desk }) {
  const t = useWords('plan')
  const says = {
    title: t('overtaken.title'),
    words: t('overtaken.words'),
    mine: t('overtaken.mine'),
    theirs: t('overtaken.theirs'),
  }
  return <Overtaken by={{ ...desk, takeTheirs: desk.discard }} says={says} />
}

/** Always in reach while something is unsaved. */
export function SaveFoot({ desk }: { desk: Desk }) {
  const t = useWords('plan')
  useLeaveWarning(desk.dirty && desk.busy)
  if (!desk.dirty) return null
  return (
    <div className="sticky bottom-2 z-10 flex flex-wrap items-center justify-end gap-2 rounded-lg bg-raised px-4 py-3 shadow-float max-md:bottom-20">
      <span className="min-w-0 flex-1 basis-48 text-sm text-muted" role="status">
        {desk.problem ? <span className="text-bad">{desk.problem}</span> : t('unsaved')}
      </span>
      <Button look="quiet" onClick={desk.discard}>
        {t('discard')}
      </Button>
      <Button look="primary" busy={desk.busy} disabled={desk.overtaken} onClick={() => void desk.save()}>
        {t('save')}
      </Button>
    </div>
  )
}

/** Input is kept on this device; only a save that is on its way is worth a word. */
function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return
    const hear = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', hear)
    return () => window.removeEventListener('beforeunload', hear)
  }, [active])
}
