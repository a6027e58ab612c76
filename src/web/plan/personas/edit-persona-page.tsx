import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Persona } from '../../../modules/plan/personas/contract.ts'
import { api, path } from '../../api/client.ts'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { EditPage } from '../forms/edit-page.tsx'
import { OvertakenAlert, useOvertaken } from '../forms/overtaken.tsx'
import { PersonaForm } from './persona-form.tsx'
import { editPersonaPage } from './routes.tsx'
import { askPersona, usePersona } from './use-personas.ts'

export function Page() {
  const t = useWords('personas')
  const { id } = editPersonaPage.useParams()
  const persona = usePersona(id)
  return (
    <EditPage
      title={t('changeTitle')}
      back={{ to: `/personas/${id}`, label: persona.data?.name ?? t('persona') }}
      asked={persona}
    >
      {(data) => <Filled key={id} persona={data} />}
    </EditPage>
  )
}

function Filled({ persona }: { persona: Persona }) {
  const t = useWords('personas')
  const go = useGo()
  const client = useQueryClient()
  const [{ id, name, kind, portrait, facts, mediaId, version }] = useState(persona)
  const overtaken = useOvertaken('persona.changed', version)
  return (
    <>
      {overtaken.isOvertaken && (
        <OvertakenAlert
          href={`/personas/${id}`}
          words={{ title: t('changedMeanwhile'), body: t('changedMeanwhileWords'), see: t('seeTheirs') }}
        />
      )}
      <PersonaForm
        start={{ name, kind, portrait, facts, mediaId }}
        keptAs={`${id}.${version}`}
        submitWords={t(overtaken.isOvertaken ? 'saveOver' : 'save')}
        onCancel={() => go(`/personas/${id}`)}
        onSubmit={(body) =>
          overtaken.save(async () => {
            const sent = { ...body, version: overtaken.version }
            const saved = await api.put(path`/personas/${id}`, { body: sent, schema: Persona })
            client.setQueryData(askPersona(id).queryKey, saved)
            toast(t('saved'))
            go(`/personas/${id}`)
          })
        }
      />
    </>
  )
}
