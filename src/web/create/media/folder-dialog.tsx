import { useState } from 'react'
import { Folder } from '../../../modules/create/media/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import type { Placed } from './use-media.ts'

type Props = {
  /** null makes a new one. */
  folder: Placed | null
  parentId: string | null
  all: readonly Placed[]
  onClose: () => void
}

/** How a folder is called and in which other it lies. */
export function FolderDialog({ folder, parentId, all, onClose }: Props) {
  const t = useWords('media')
  const words = useProblemWords()
  const [name, setName] = useState(folder?.name ?? '')
  const [parent, setParent] = useState(parentId ?? '')
  const [problem, setProblem] = useState<string>()
  const save = useWrite(
    () => {
      const body = { name: name.trim(), parentId: parent || null }
      return folder
        ? api.patch(path`/media-folders/${folder.id}`, { body, schema: Folder })
        : api.post('/media-folders', { body, schema: Folder })
    },
    {
      touches: ['media'],
      onSuccess: onClose,
      onProblem: (error) => {
        setProblem(words(error))
        return true
      },
    },
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={folder ? t('folder.change') : t('folder.new')}
      actions={
        <Button
          look="primary"
          busy={save.isPending}
          disabled={name.trim() === ''}
          onClick={() => save.mutate(undefined)}
        >
          {t('save')}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() && !save.isPending) save.mutate(undefined)
        }}
      >
        <Field label={t('folder.name')} error={problem}>
          <Input
            autoFocus
            maxLength={80}
            value={name}
            onChange={(event) => {
              setName(event.target.value)
              setProblem(undefined)
            }}
          />
        </Field>
        <Field label={t('folder.parent')}>
          <NativeSelect value={parent} onChange={(event) => setParent(event.target.value)}>
            <option value="">{t('folder.top')}</option>
            {all
              .filter(({ id }) => id !== folder?.id)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {one.path}
                </option>
              ))}
          </NativeSelect>
        </Field>
      </form>
    </Dialog>
  )
}
