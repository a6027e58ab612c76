import { Persona, type PersonaBody } from '../../../modules/plan/personas/contract.ts'
import { api } from '../../api/client.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { PersonaForm } from './persona-form.tsx'
import { newPersonaPage } from './routes.tsx'
import { useExamples } from './use-personas.ts'

const empty: PersonaBody = { name: '', kind: 'b2c', portrait: '', facts: [], mediaId: null }

export function Page() {
  const t = useWords('personas')
  const words = useProblemWords()
  const { example } = newPersonaPage.useSearch()
  const examples = useExamples()
  const start = example ? examples.data?.items.find(({ kind }) => kind === example) : empty
  return (
    <Frame
      title={t('describe')}
      help={example ? t('exampleHelp') : undefined}
      width="read"
      back={{ to: '/personas', label: t('nav') }}
    >
      {example && examples.isPending && <SkeletonRows />}
      {example && examples.error && (
        <ErrorState words={words(examples.error)} onRetry={() => void examples.refetch()} />
      )}
      {start && <Form start={start} keptAs={example ?? 'new'} />}
    </Frame>
  )
}

function Form({ start, keptAs }: { start: PersonaBody; keptAs: string }) {
  const t = useWords('personas')
  const go = useGo()
  return (
    <PersonaForm
      start={start}
      keptAs={keptAs}
      submitWords={t('describe')}
      onCancel={() => go('/personas')}
      onSubmit={async (body) => {
        const made = await api.post('/personas', { body, schema: Persona })
        toast(t('madeNow', { name: made.name }))
        go(`/personas/${made.id}`)
      }}
    />
  )
}
