import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Joining } from '../../modules/channels/joining/contract.ts'
import { useNetworkWords } from '../api/network-words.ts'
import { useProblemWords } from '../api/words.ts'
import { Alert } from '../kit/alert.tsx'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../kit/empty.tsx'
import { NetworkMark } from '../kit/network.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { useWords } from '../kit/words.ts'
import { AppChoice } from './apps/app-choice.tsx'
import { Candidates } from './candidates.tsx'
import { type Network, useNetworks } from './use-networks.ts'
import { WayForm } from './way-form.tsx'

type Props = {
  /** The network that is chosen; `new` while none is. */
  chosen: string
  onChoose: (network: string) => void
  onClose: () => void
  onJoined: (channelIds: string[]) => void
  /** The channel that is joined again. */
  again?: { id: string; name: string; network: string; appId?: string | null }
  /** Where somebody who came back from a network goes on. */
  begun?: Joining
}

/** Joins an account. What is asked, and how, comes from the networks' manifests alone. */
export function JoinDialog({ chosen, onChoose, onClose, onJoined, again, begun }: Props) {
  const t = useWords('channels')
  const say = useNetworkWords()
  const words = useProblemWords()
  const networks = useNetworks()
  const [step, setStep] = useState<Joining | undefined>(begun)
  const network = networks.items?.find(({ id }) => id === (again?.network ?? chosen))
  const take = (next: Joining) => {
    if (next.step === 'go') window.location.assign(next.url)
    else if (next.step === 'joined') onJoined(next.channels.map(({ id }) => id))
    else setStep(next)
  }
  const nameOf = ({ id, name }: Network) => say(id, name, 'name')
  const title = again
    ? t('join.againTitle', { name: again.name })
    : network
      ? t('join.titleOf', { network: nameOf(network) })
      : t('join.title')
  return (
    <Dialog open onClose={onClose} title={title} wide={!network && !step}>
      {networks.isPending && <SkeletonRows rows={4} />}
      {networks.error && <ErrorState words={words(networks.error)} onRetry={() => void networks.refetch()} />}
      {step?.step === 'choose' && (
        <Candidates attemptId={step.attemptId} accounts={step.accounts} onStep={take} />
      )}
      {step?.step !== 'choose' && network && (
        <Ways
          key={network.id}
          network={network}
          again={again}
          onStep={take}
          onBack={again ? undefined : () => onChoose('new')}
        />
      )}
      {!step && !network && networks.items && (
        <ul className="grid gap-2 sm:grid-cols-2">
          {networks.items.map((one) => (
            <li key={one.id}>
              <NetworkButton network={one} name={nameOf(one)} onPress={() => onChoose(one.id)} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

type NetworkButtonProps = { network: Network; name: string; onPress: () => void }

function NetworkButton({ network, name, onPress }: NetworkButtonProps) {
  const say = useNetworkWords()
  const way = network.ways.find(({ available }) => available) ?? network.ways[0]
  return (
    <button
      type="button"
      onClick={onPress}
      className="flex size-full items-center gap-3 rounded-lg border border-line bg-surface p-3 text-left hover:bg-hover"
    >
      <NetworkMark network={network} size="large" />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{name}</span>
        {way && (
          <span className="block text-sm text-muted">{say(network.id, way.help, `ways.${way.id}.help`)}</span>
        )}
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
    </button>
  )
}

type WayProps = Parameters<typeof WayForm>[0] & { before?: string | null; needed: ReactNode }

/** One way to join; where it asks for an app, that comes first, and before that what it takes to get one. */
function Way({ before, needed, ...props }: WayProps) {
  const { network, way } = props
  const form = (appId?: string) => (
    <>
      <WayForm {...props} {...(appId && { appId })} />
      {needed}
    </>
  )
  if (!way.app || !network.app) return form()
  return (
    <AppChoice network={network} rule={network.app} before={before} needed={needed}>
      {form}
    </AppChoice>
  )
}

type WaysProps = {
  network: Network
  again?: { id: string; appId?: string | null }
  onStep: (step: Joining) => void
  onBack?: () => void
}

function Ways({ network, again, onStep, onBack }: WaysProps) {
  const t = useWords('channels')
  const say = useNetworkWords()
  const first = network.ways.find(({ available }) => available) ?? network.ways[0]
  const [wayId, setWayId] = useState(first?.id ?? '')
  const way = network.ways.find(({ id }) => id === wayId)
  return (
    <div className="flex flex-col gap-4">
      {network.ways.length > 1 && (
        <Tabs
          look="box"
          label={t('join.ways')}
          value={wayId}
          onChange={setWayId}
          tabs={network.ways.map(({ id, label }) => ({
            value: id,
            label: say(network.id, label, `ways.${id}.label`),
          }))}
        />
      )}
      {way && (
        <Way
          key={way.id}
          network={network}
          way={way}
          channelId={again?.id}
          before={again?.appId}
          onStep={onStep}
          needed={
            <Alert tone="info" title={t('join.setup')}>
              {say(network.id, network.setup, 'setup')}
            </Alert>
          }
        />
      )}
      {onBack && (
        <Button look="quiet" className="-ml-3.5 self-start" onClick={onBack}>
          {t('join.other')}
        </Button>
      )}
    </div>
  )
}
