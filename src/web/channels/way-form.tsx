import { ExternalLink } from 'lucide-react'
import { lazy, Suspense, useId, useState } from 'react'
import { Joining } from '../../modules/channels/joining/contract.ts'
import { wrongFields } from '../../networks/kit/fields.ts'
import { api } from '../api/client.ts'
import { useJoiningWords } from '../api/failure-words.ts'
import { useNetworkWords } from '../api/network-words.ts'
import type { ApiProblem } from '../api/problem.ts'
import { useWrite } from '../api/query.ts'
import { type FieldFault, useFieldFaults, useProblemWords } from '../api/words.ts'
import { Alert } from '../kit/alert.tsx'
import { Button } from '../kit/button.tsx'
import { useWords } from '../kit/words.ts'
import { ManifestField } from './manifest-field.tsx'
import { SaidThere } from './said-there.tsx'
import type { Network, Way } from './use-networks.ts'

const GuidedWay = lazy(() => import('./guide/guided-way.tsx'))

type Props = {
  network: Network
  way: Way
  /** The channel that is joined again. */
  channelId?: string
  /** The app to sign in by. */
  appId?: string
  onStep: (step: Joining) => void
}

/** One way to join, made of its manifest alone: help, fields, and the button that begins. */
export function WayForm({ network, way, channelId, appId, onStep }: Props) {
  const t = useWords('channels')
  const say = useNetworkWords()
  const id = useId()
  const form = useWayForm({ network, way, channelId, appId, onStep })
  const shown = way.fields.filter(({ advanced }) => !advanced)
  const folded = way.fields.filter(({ advanced }) => advanced)
  const inputs = (fields: typeof way.fields) =>
    fields.map((field) => (
      <ManifestField
        key={field.name}
        network={network.id}
        form={`ways.${way.id}.fields`}
        field={field}
        value={form.values[field.name] ?? ''}
        onChange={(value) => form.set(field.name, String(value))}
        error={form.errors[field.name]}
      />
    ))
  return (
    <form
      ref={form.ref}
      noValidate
      aria-labelledby={`${id}-help`}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      <p id={`${id}-help`} className="text-base text-muted">
        {say(network.id, way.help, `ways.${way.id}.help`)}
      </p>
      <Suspense fallback={null}>
        <GuidedWay network={network} way={way} />
      </Suspense>
      {way.closed && <Alert tone="warn">{t(`join.closed.${way.closed}`, { network: network.name })}</Alert>}
      {form.problem && <Refusal problem={form.problem} network={network.id} />}
      {inputs(shown)}
      {folded.length > 0 && (
        <details className="group">
          <summary className="w-fit min-h-6 cursor-pointer py-0.5 text-sm text-muted hover:text-text touch:py-3">
            {t('join.more')}
          </summary>
          <div className="mt-3 flex flex-col gap-4">{inputs(folded)}</div>
        </details>
      )}
      <div className="flex justify-end">
        <Button
          look="primary"
          type="submit"
          icon={way.kind === 'oauth' ? ExternalLink : undefined}
          busy={form.busy}
          disabled={!way.available}
        >
          {way.kind === 'oauth' ? t('join.go', { network: network.name }) : t('join.check')}
        </Button>
      </div>
    </form>
  )
}

/** What the network itself said stands in the person's language by its code, and beneath as it was said. */
function Refusal({ problem, network }: { problem: ApiProblem; network: string }) {
  const joining = useJoiningWords()
  const words = useProblemWords()
  const { code, words: said } = problem.facts
  if (typeof said !== 'string') return <Alert tone="bad">{words(problem)}</Alert>
  const { title, detail } = joining({ code: typeof code === 'string' ? code : null, words: said }, network)
  return (
    <Alert tone="bad">
      {title}
      {detail && <SaidThere words={detail} />}
    </Alert>
  )
}

function useWayForm({ network, way, channelId, appId, onStep }: Props) {
  const { errors, form, mark, forget } = useFieldFaults()
  const [values, setValues] = useState<Record<string, string>>(() => presets(way))
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const join = useWrite(
    (fields: Record<string, string>) =>
      api.post('/channels', {
        body: {
          network: network.id,
          way: way.id,
          fields,
          ...(channelId && { channelId }),
          ...(appId && { appId }),
        },
        schema: Joining,
      }),
    {
      touches: ['channels'],
      onSuccess: onStep,
      onProblem: (refusal) => {
        mark(placed(refusal))
        // What is wrong with fields stands at the fields.
        setProblem(refusal.fields.length > 0 ? null : refusal)
        return true
      },
    },
  )
  const submit = () => {
    setProblem(null)
    const wrong = wrongFields(way.fields, values)
    mark(Object.fromEntries(wrong.map(({ name, code, words }) => [name, { code, detail: words }])))
    if (wrong.length === 0) join.mutate(values)
  }
  return {
    values,
    errors,
    ref: form,
    problem,
    busy: join.isPending,
    set: (name: string, value: string) => {
      setValues((before) => ({ ...before, [name]: value }))
      forget(name)
    },
    submit,
  }
}

const presets = ({ fields }: Way): Record<string, string> =>
  Object.fromEntries(
    fields.map(({ name, default: preset }) => [name, typeof preset === 'string' ? preset : '']),
  )

const placed = (refusal: ApiProblem): Record<string, FieldFault> =>
  Object.fromEntries(refusal.fields.map((field) => [field.path.replace(/^fields\./, ''), field]))
