import { Check, Copy, ExternalLink } from 'lucide-react'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { Button } from '../../kit/button.tsx'
import { copyText } from '../../kit/copy.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { readFrozen } from '../deliveries/frozen.ts'
import { HandFiles } from './hand-files.tsx'
import { type Piece, piecesOf } from './pieces.ts'
import { useCopied } from './use-copied.ts'

/** Everything that is put there, each piece to be copied or shared on its own, and the way to the place. */
export function HandPieces({ delivery }: { delivery: DeliveryDetail }) {
  const t = useWords('hand')
  const content = readFrozen(delivery.content)
  const { texts, media, partly } = piecesOf(content, delivery.parts.length)
  const { copied, mark } = useCopied(delivery.digest)
  const channel = useChannels()?.get(delivery.channel.id)
  const advice = delivery.byHand ? textOf(channel?.settings.advice) : ''
  const note = delivery.byHand ? textOf(content.options.note) : ''
  return (
    <>
      {(advice || note) && (
        <Card>
          {note && <Said title={t('note')} words={note} />}
          {advice && <Said title={t('advice')} words={advice} />}
        </Card>
      )}
      {partly && (
        <p className="text-sm text-muted">{t(delivery.behind ? 'outAlreadyBehind' : 'outAlready')}</p>
      )}
      {texts.length > 0 && (
        <Card flush>
          <ol className="divide-y divide-line">
            {texts.map((piece, place) => (
              <PieceRow
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces are frozen, so their place is their name
                key={place}
                piece={piece}
                copied={copied.has(place)}
                onCopied={() => mark(place)}
              />
            ))}
          </ol>
        </Card>
      )}
      {media.length > 0 && <HandFiles media={media} />}
      {channel?.profileUrl && (
        <Button asChild className="w-full sm:w-auto sm:self-start">
          <a href={channel.profileUrl} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0 truncate">{t('open', { place: delivery.channel.name })}</span>
          </a>
        </Button>
      )}
    </>
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

const Said = ({ title, words }: { title: string; words: string }) => (
  <div className="not-first:mt-3">
    <p className="text-sm font-semibold">{title}</p>
    <p className="whitespace-pre-wrap wrap-anywhere text-muted">{words}</p>
  </div>
)

type RowProps = { piece: Piece; copied: boolean; onCopied: () => void }

function PieceRow({ piece, copied, onCopied }: RowProps) {
  const t = useWords('hand')
  const what =
    piece.kind !== 'part'
      ? t(piece.kind)
      : piece.of === 1
        ? t('text')
        : t('part', { part: piece.part, of: piece.of })
  const copy = async () => {
    await copyText(piece.text)
    onCopied()
  }
  return (
    <li className="flex flex-col gap-2 px-4 py-3.5 md:px-5">
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-sm font-semibold text-muted">{what}</h2>
        <Button
          size="small"
          icon={copied ? Check : Copy}
          aria-label={t(copied ? 'copiedWhat' : 'copyWhat', { what })}
          onClick={() => void copy()}
        >
          <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
        </Button>
      </div>
      <p className="max-h-72 overflow-y-auto whitespace-pre-wrap wrap-anywhere">{piece.text}</p>
    </li>
  )
}
