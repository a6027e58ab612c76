import { Ban, Send, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Progress } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { sendBy } from './groups.ts'
import { type BulkProgress, useBulk } from './use-bulk.ts'
import type { Chosen } from './use-chosen.ts'

/** What can be done with all that are chosen. It lies over the foot of the list as long as something is. */
export function BulkBar({ chosen }: { chosen: Chosen }) {
  const t = useWords('deliveries')
  const [asked, setAsked] = useState(false)
  const { progress, run, stop } = useBulk(chosen.clear)
  const { deliveries } = chosen
  const sendable = deliveries.filter((one) => sendBy(one) !== null)
  if (!progress && deliveries.length === 0) return null
  return (
    <section
      aria-label={t('bulk.label')}
      className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-20 animate-rise rounded-lg bg-raised px-3 py-2.5 shadow-float md:bottom-4"
    >
      {progress ? (
        <Running progress={progress} onStop={stop} />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <span className="min-w-20 flex-1 pl-1.5 font-medium" role="status">
            {t('bulk.chosen', { count: deliveries.length })}
          </span>
          <Button size="small" icon={Ban} onClick={() => void run('cancel', deliveries)}>
            {t('bulk.cancel')}
          </Button>
          <Button size="small" icon={Send} disabled={sendable.length === 0} onClick={() => setAsked(true)}>
            {t('bulk.send')}
          </Button>
          <IconButton size="small" icon={X} label={t('bulk.clear')} onClick={chosen.clear} />
        </div>
      )}
      <SendDialog
        open={asked}
        count={sendable.length}
        channels={new Set(sendable.map(({ channel }) => channel.id)).size}
        onClose={() => setAsked(false)}
        onSend={() => {
          setAsked(false)
          void run('send', sendable)
        }}
      />
    </section>
  )
}

function Running({ progress, onStop }: { progress: BulkProgress; onStop: () => void }) {
  const t = useWords('deliveries')
  const { verb, done, of } = progress
  return (
    <div className="flex items-center gap-3">
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <span className="text-sm figures" role="status">
          {t(`bulk.running.${verb}`, { done, of })}
        </span>
        <Progress share={of === 0 ? null : done / of} label={t('bulk.progress')} />
      </div>
      <Button size="small" onClick={onStop}>
        {t('bulk.stop')}
      </Button>
    </div>
  )
}

type SendProps = { open: boolean; count: number; channels: number; onClose: () => void; onSend: () => void }

/** What is published cannot be taken back everywhere, so it is asked. */
function SendDialog({ open, count, channels, onClose, onSend }: SendProps) {
  const t = useWords('deliveries')
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('bulk.sendTitle', { count })}
      actions={
        <>
          <Button onClick={onClose}>{t('notNow')}</Button>
          <Button look="primary" icon={Send} onClick={onSend}>
            {t('bulk.send')}
          </Button>
        </>
      }
    >
      <p className="text-muted">{t('bulk.sendWords', { channels })}</p>
    </Dialog>
  )
}
