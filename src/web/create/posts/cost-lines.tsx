import { Coins } from 'lucide-react'
import { type Charge, chargeFor } from '../../../networks/kit/cost.ts'
import { useFormats } from '../../kit/format.ts'
import type { NetworkFace } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import { draftFor } from './judge.ts'

type Told = Charge & { network: NetworkFace }

/** What networks charge for the post as it stands, over all of its channels, before it is sent. */
export function CostLines() {
  const t = useWords('composer')
  const { locale } = useFormats()
  const { chosen, writing } = useComposing()
  const told = new Map<string, Told>()
  for (const channel of chosen) {
    const charge = chargeFor(draftFor(writing, channel), channel.manifest)
    if (charge) told.set(channel.network, added(told.get(channel.network), charge, channel.face))
  }
  if (told.size === 0) return null
  const money = (micros: number, currency: string) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 3 }).format(
      micros / 1_000_000,
    )
  return (
    <ul className="flex flex-col gap-1">
      {[...told.values()].map(({ network, currency, micros, plain }) => (
        <li key={network.id} className="flex items-start gap-1.5 text-sm text-muted">
          <Coins aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
          <span>
            {t('cost.charged', { network: network.name, amount: money(micros, currency) })}{' '}
            {plain < micros && t('cost.links', { plain: money(plain, currency) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function added(known: Told | undefined, charge: Charge, network: NetworkFace): Told {
  return {
    network,
    currency: charge.currency,
    posts: (known?.posts ?? 0) + charge.posts,
    micros: (known?.micros ?? 0) + charge.micros,
    plain: (known?.plain ?? 0) + charge.plain,
  }
}
