import { PostImport, type UploadQuery } from '../../../modules/create/imports/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useGo } from '../../kit/route.ts'

export const acceptedTables = '.csv,.tsv,.txt,.xlsx,.json,text/csv,application/json'

/** Brings a table and opens it. */
export function useUpload() {
  const go = useGo()
  return useWrite(
    ({ file, told }: { file: File; told?: UploadQuery }) => {
      const form = new FormData()
      form.append('file', file)
      return api.post('/post-imports', { form, query: { ...told }, schema: PostImport })
    },
    { touches: ['imports'], onSuccess: ({ id }) => go(`/bulk/tables/${id}`) },
  )
}
