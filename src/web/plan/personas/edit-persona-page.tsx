import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Persona } from '../../../modules/plan/personas/contract.ts'
import { api, path } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { PersonaForm } from './persona-form.tsx'
import { editPersonaPage } from './routes.tsx'
import { askPersona, usePersona } from './use-personas.ts'

export function Page() {
  const t = useWords('personas')
  const words = useProblemWords()
  const { id } = editPersonaPage.useParams()
  const persona = usePersona(id)
  return (
    <Frame
      title={t('changeTitle')}
      width="read"
      back={{ to: `/personas/${id}`, label: persona.data?.name ?? t('persona') }}
    >
      {persona.isPending && <SkeletonRows />}
      {persona.error && <ErrorState words={words(persona.error)} onRetry={() => void persona.refetch()} />}
      {persona.data && <Filled key={id} persona={persona.data} />}
    </Frame>
  )
}

/** The version that was read first stays the one that is sent: what others save meanwhile must not slip in under it. */
function Filled({ persona }: { persona: Persona }) {
  const t = useWords('personas')
  const go = useGo()
  const client = useQueryClient()
  const [{ id, name, kind, portrait, facts, mediaId, version }] = useState(persona)
  const [over, setOver] = useState<number | null>(null)
  return (
    <>
      {over !== null && (
        <Alert
          tone="warn"
          className="mb-4"
          title={t('changedMeanwhile')}
          action={
            <Button size="small" asChild>
              <a href={`/personas/${id}`} target="_blank" rel="noreferrer">
                {t('seeTheirs')}
              </a>
            </Button>
          }
        >
          {t('changedMeanwhileWords')}
        </Alert>
      )}
      <PersonaForm
        start={{ name, kind, portrait, facts, mediaId }}
        keptAs={`${id}.${version}`}
        submitWords={t(over === null ? 'save' : 'saveOver')}
        onCancel={() => go(`/personas/${id}`)}
        onSubmit={async (body) => {
          try {
            const saved = await api.put(path`/personas/${id}`, {
              body: { ...body, version: over ?? version },
              schema: Persona,
            })
            client.setQueryData(askPersona(id).queryKey, saved)
            toast(t('saved'))
            go(`/personas/${id}`)
          } catch (error) {
            if (error instanceof ApiProblem && error.code === 'persona.changed')
              setOver(Number(error.facts.current))
            throw error
          }
        }}
      />
    </>
  )
}
