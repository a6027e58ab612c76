import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { useFailureWords } from '../../api/failure-words.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { Progress } from '../../kit/progress.tsx'
import { states, toneSoft } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { DeliveryActions } from './delivery-actions.tsx'
import { outOf } from './frozen.ts'

/** Where it stands, what that means, why, and what a person can do now. */
export function DeliveryState({ delivery }: { delivery: DeliveryDetail }) {
  const kit = useWords('kit')
  const { state, failure } = delivery
  const { tone: usual, icon: Icon } = states[state]
  // Out, but something did not come along.
  const tone = state === 'published' && failure ? 'warn' : usual
  return (
    <>
      <div className={cx('flex items-start gap-3 rounded-lg px-4 py-3.5', toneSoft[tone])}>
        <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
        <div className="min-w-0 flex-1">
          <p className="font-semibold">{kit(`states.${state}`)}</p>
          <Meaning delivery={delivery} />
          <Upload delivery={delivery} />
          <Hands delivery={delivery} />
          <Reason delivery={delivery} />
        </div>
      </div>
      <DeliveryActions delivery={delivery} />
    </>
  )
}

/** What failed may have begun, or lack only what comes behind it. */
const failedAs = { none: 'failed', some: 'failedPart', all: 'failedOut' } as const

function Meaning({ delivery }: { delivery: DeliveryDetail }) {
  const t = useWords('deliveries')
  const formats = useFormats()
  const { state, dueAt, nextAt, publishedAt, channel, unapproved } = delivery
  if (unapproved && (state === 'scheduled' || state === 'claimed' || state === 'waiting'))
    return <p className="text-text">{t('meaning.unapproved', { due: formats.moment(dueAt) })}</p>
  return (
    <p className="text-text">
      {t(`meaning.${state === 'failed' ? failedAs[outOf(delivery)] : state}`, {
        due: formats.moment(dueAt),
        next: formats.relative(nextAt),
        at: publishedAt ? formats.moment(publishedAt) : '',
        channel: channel.name,
      })}
    </p>
  )
}

/** How far its films are up at the network, while they go up. */
function Upload({ delivery: { upload } }: { delivery: DeliveryDetail }) {
  const t = useWords('deliveries')
  const formats = useFormats()
  if (!upload) return null
  const { doneBytes, totalBytes } = upload
  const share = doneBytes / totalBytes
  const [done, total] = [formats.bytes(doneBytes), formats.bytes(totalBytes)]
  return (
    <div className="mt-2 flex flex-col gap-1.5 text-text">
      <Progress share={share} label={t('upload.label')} />
      <p className="text-sm figures">
        {t('upload.words', { done, total, share: formats.percent(share, 0) })}
      </p>
    </div>
  )
}

/** In whose hands it is or was, and what they said. */
function Hands({ delivery: { state, handed, marked } }: { delivery: DeliveryDetail }) {
  const t = useWords('deliveries')
  const said =
    state === 'handed' && handed?.by
      ? t('inHands', { name: handed.by.name })
      : state === 'published' && marked?.by
        ? t('markedBy', { name: marked.by })
        : state === 'cancelled' && handed?.reason
          ? t('skip.was', { reason: handed.reason })
          : null
  return said && <p className="text-text wrap-anywhere">{said}</p>
}

function Reason({ delivery }: { delivery: DeliveryDetail }) {
  const failureWords = useFailureWords()
  const { failure, state } = delivery
  if (!failure || state === 'cancelled') return null
  const { title, detail } = failureWords(failure, delivery.channel.network)
  return (
    <>
      <p className="mt-2.5 font-medium text-text">{title}</p>
      {detail && detail !== title && (
        <p lang="en" className="mt-0.5 text-sm text-text">
          {detail}
        </p>
      )}
    </>
  )
}
