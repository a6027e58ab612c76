import { Check, Copy, Download, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { Button } from '../../kit/button.tsx'
import { copyText } from '../../kit/copy.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { fileUrl, readFrozen, textsOf } from './frozen.ts'

/** Everything that is needed to put it there without us: the texts, the files, the way to the account. */
export function ByHand({ delivery }: { delivery: DeliveryDetail }) {
  const t = useWords('deliveries')
  const content = readFrozen(delivery.content)
  const texts = textsOf(content)
  const media = content.parts.flatMap((part) => part.media)
  const { handle, id } = delivery.channel
  const url = useChannels()?.get(id)?.profileUrl
  return (
    <Card
      title={t('byHand.title')}
      help={t(delivery.state === 'in_doubt' ? 'byHand.helpInDoubt' : 'byHand.help')}
    >
      <div className="flex flex-wrap gap-2 pt-1">
        {texts.map((text, place) => (
          <CopyButton
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts are frozen, so their place is their name
            key={place}
            text={text}
            label={texts.length === 1 ? t('byHand.copy') : t('byHand.copyPart', { part: place + 1 })}
          />
        ))}
        {media.map((medium, place) => (
          <Button key={medium.id} asChild size="small">
            <a href={fileUrl(medium)} download>
              <Download aria-hidden className="size-4" />
              {media.length === 1 ? t('byHand.download') : t('byHand.downloadOne', { file: place + 1 })}
            </a>
          </Button>
        ))}
        {url && (
          <Button asChild size="small">
            <a href={url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden className="size-4" />
              {t('openAccount', { handle })}
            </a>
          </Button>
        )}
      </div>
    </Card>
  )
}

function CopyButton({ text, label }: { text: string; label: string }) {
  const kit = useWords('kit')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await copyText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <Button size="small" icon={copied ? Check : Copy} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? kit('copied') : label}</span>
    </Button>
  )
}
