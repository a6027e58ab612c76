import { z } from 'zod'
import { route } from '../../../app/route.ts'
import { Ending } from '../ending/contract.ts'
import {
  AddressBody,
  Folder,
  FolderBody,
  FolderChange,
  ManyAnswer,
  ManyBody,
  Media,
  MediaChange,
  MediaId,
  MediaList,
  MediaQuery,
  PieceId,
  PieceQuery,
  Proof,
  ProofId,
  ProofList,
  ProofQuery,
  Shelves,
  ThumbnailQuery,
  Upload,
  UploadBody,
  UploadList,
} from './contract.ts'
import { mediaError } from './errors.ts'
import { sendFetched } from './fetched.ts'
import { filmRoutes } from './films/routes.ts'
import { addFolder, changeFolder, deleteFolder, readShelves, restoreFolder } from './folders.ts'
import { pageMedia } from './list.ts'
import { changeMany } from './many.ts'
import { addProof, listProofs, removeProof, sendProof } from './proofs.ts'
import { listEnding } from './rights.ts'
import { sendFile, sendThumbnail } from './send.ts'
import { addMedia, changeMedia, deleteMedia, readMedia, restoreMedia } from './service.ts'
import { beginUpload, dropUpload, fetchAddress, listUploads, readUpload, takePiece } from './uploads.ts'

export const mediaRoutes = [
  ...filmRoutes,
  route(
    'GET /media',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'Pictures and films: by folder, tags, words; sorted and page by page',
      query: MediaQuery,
      answer: MediaList,
    },
    ({ ctx, actor, query }) => pageMedia(ctx, actor, query),
  ),
  route(
    'POST /media',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Upload a picture or film (multipart, field "file")',
      upload: true,
      status: 201,
      answer: Media,
    },
    async ({ ctx, actor, request }) => {
      const file = await request.file()
      if (!file) throw mediaError('no_file')
      return addMedia(ctx, actor, { stream: file.file, fileName: file.filename })
    },
  ),
  route(
    'GET /media/:id',
    { may: 'workspace.read', tag: 'media', summary: 'One picture or film', params: MediaId, answer: Media },
    ({ ctx, actor, params }) => readMedia(ctx, actor, params.id),
  ),
  route(
    'PATCH /media/:id',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Say what it shows (alt text), name it, tag it, put it into a folder',
      params: MediaId,
      body: MediaChange,
      answer: Media,
    },
    ({ ctx, actor, params, body }) => changeMedia(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /media/:id',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Take it out of the library; 30 days to bring it back',
      params: MediaId,
    },
    ({ ctx, actor, params }) => deleteMedia(ctx, actor, params.id),
  ),
  route(
    'POST /media/:id/restore',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Bring back what was deleted',
      params: MediaId,
      answer: Media,
    },
    ({ ctx, actor, params }) => restoreMedia(ctx, actor, params.id),
  ),
  route(
    'GET /media/:id/file',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'The file itself; ranges are answered',
      params: MediaId,
      answer: { raw: 'application/octet-stream' },
    },
    ({ ctx, actor, params, request, reply }) => sendFile(ctx, actor, params.id, request, reply),
  ),
  route(
    'GET /media/:id/thumbnail',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'A small WebP of a picture',
      params: MediaId,
      query: ThumbnailQuery,
      answer: { raw: 'image/webp' },
    },
    ({ ctx, actor, params, query, reply }) => sendThumbnail(ctx, actor, params.id, query.side, reply),
  ),
  route(
    'POST /media/many',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Move, tag, delete or bring back up to 500 at once; the answer takes it back',
      body: ManyBody,
      answer: ManyAnswer,
    },
    ({ ctx, actor, body }) => changeMany(ctx, actor, body),
  ),
  route(
    'GET /media-folders',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'Folders and tags of the library, with how much each holds',
      answer: Shelves,
    },
    ({ ctx, actor }) => readShelves(ctx, actor),
  ),
  route(
    'POST /media-folders',
    {
      may: 'post.write',
      tag: 'media',
      summary: 'Make a folder',
      body: FolderBody,
      status: 201,
      answer: Folder,
    },
    ({ ctx, actor, body }) => addFolder(ctx, actor, body),
  ),
  route(
    'PATCH /media-folders/:id',
    {
      may: 'post.write',
      tag: 'media',
      summary: 'Name a folder otherwise, or put it elsewhere',
      params: MediaId,
      body: FolderChange,
      answer: Folder,
    },
    ({ ctx, actor, params, body }) => changeFolder(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /media-folders/:id',
    {
      may: 'post.write',
      tag: 'media',
      summary: 'Delete a folder; what lies in it stays in the library',
      params: MediaId,
    },
    ({ ctx, actor, params }) => deleteFolder(ctx, actor, params.id),
  ),
  route(
    'POST /media-folders/:id/restore',
    {
      may: 'post.write',
      tag: 'media',
      summary: 'Bring back a folder with what lay in it',
      params: MediaId,
      answer: Folder,
    },
    ({ ctx, actor, params }) => restoreFolder(ctx, actor, params.id),
  ),
  route(
    'GET /media-uploads',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Your own files on their way into the library, the newest first',
      answer: UploadList,
    },
    ({ ctx, actor }) => listUploads(ctx, actor),
  ),
  route(
    'POST /media-uploads',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Begin an upload in pieces, or find the one that broke off',
      body: UploadBody,
      status: 201,
      answer: Upload,
    },
    ({ ctx, actor, body }) => beginUpload(ctx, actor, body),
  ),
  route(
    'GET /media-uploads/:id',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'How far an upload is, and which pieces are here',
      params: MediaId,
      answer: Upload,
    },
    ({ ctx, actor, params }) => readUpload(ctx, actor, params.id),
  ),
  route(
    'PUT /media-uploads/:id/pieces/:number',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Send one piece (multipart, field "file"); sent again it replaces itself',
      params: PieceId,
      query: PieceQuery,
      upload: true,
      answer: Upload,
    },
    async ({ ctx, actor, params, query, request }) => {
      const file = await request.file()
      if (!file) throw mediaError('no_file')
      return takePiece(ctx, actor, { ...params, ...query, stream: file.file })
    },
  ),
  route(
    'DELETE /media-uploads/:id',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Discard an upload with all its pieces',
      params: MediaId,
    },
    ({ ctx, actor, params }) => dropUpload(ctx, actor, params.id),
  ),
  route(
    'POST /media-addresses',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Fetch a picture or film from an address of the web',
      body: AddressBody,
      status: 202,
      answer: Upload,
    },
    ({ ctx, actor, body }) => fetchAddress(ctx, actor, body),
  ),
  route(
    'GET /media-ending',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'What may be shown for 30 more days at most, or is planned although it may not be shown',
      answer: Ending,
    },
    ({ ctx, actor }) => listEnding(ctx, actor),
  ),
  route(
    'GET /media/:id/proofs',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'Files that prove consent or a licence',
      params: MediaId,
      answer: ProofList,
    },
    ({ ctx, actor, params }) => listProofs(ctx, actor, params.id),
  ),
  route(
    'POST /media-proofs',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Add a proof beside a picture or film: PDF, JPEG or PNG (multipart, field "file")',
      query: ProofQuery,
      upload: true,
      status: 201,
      answer: Proof,
    },
    async ({ ctx, actor, query, request }) => {
      const file = await request.file()
      if (!file) throw mediaError('no_file')
      return addProof(ctx, actor, query.mediaId, { stream: file.file, fileName: file.filename })
    },
  ),
  route(
    'GET /media/:id/proofs/:proofId/file',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'A proof, as a file',
      params: ProofId,
      answer: { raw: 'application/octet-stream' },
    },
    ({ ctx, actor, params, reply }) => sendProof(ctx, actor, params, reply),
  ),
  route(
    'DELETE /media/:id/proofs/:proofId',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Remove a proof for good',
      params: ProofId,
    },
    ({ ctx, actor, params }) => removeProof(ctx, actor, params.id, params.proofId),
  ),
  route(
    'GET /fetched/:token/:name',
    {
      may: 'anyone',
      outside: true,
      tag: 'media',
      summary: 'A picture or film of a post, for the servers of a network that fetches it',
      params: z.object({ token: z.string().max(1000), name: z.string().max(40) }),
      answer: { raw: 'image/*' },
    },
    ({ ctx, params, request, reply }) => sendFetched(ctx, params.token, request, reply),
  ),
]
