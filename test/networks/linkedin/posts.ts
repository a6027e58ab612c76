import type { Reply, Request } from '../frame.ts'
import { readLittle } from './little.ts'
import { denied, done, gone, made, no, paged, said } from './says.ts'
import type { LinkedinState, Person, Poll, Post } from './state.ts'

const mostLetters = 3000
const mostOfComment = 1250
const twinMs = 10 * 60_000
const durations = ['ONE_DAY', 'THREE_DAYS', 'SEVEN_DAYS', 'FOURTEEN_DAYS']

type Shown = { id: string; altText?: string; title?: string }
type Asked = {
  author?: string
  commentary?: string
  visibility?: string
  lifecycleState?: string
  isReshareDisabledByAuthor?: boolean
  content?: {
    media?: Shown
    multiImage?: { images: Shown[] }
    article?: Post['article']
    poll?: Poll
  }
}

/** Posts and comments by LinkedIn's own rules: lengths are counted here, not by the kit. */
export const createPosts = (state: LinkedinState, mayActAs: (person: Person, urn: string) => boolean) => {
  const tooLong = (field: string, most: number): Reply =>
    no(400, `${field} exceeded the maximum allowed: ${most}`, { code: 'FIELD_LENGTH_TOO_LONG' })

  function refusalOf(asked: Asked, text: string): Reply | null {
    const { content = {}, author = '' } = asked
    const page = author.startsWith('urn:li:organization:')
    if (text.length > mostLetters) return tooLong('commentary', mostLetters)
    if (asked.lifecycleState !== 'PUBLISHED') return no(400, 'lifecycleState is invalid')
    if (!['PUBLIC', 'CONNECTIONS', 'LOGGED_IN'].includes(asked.visibility ?? ''))
      return no(400, 'visibility is invalid')
    if (page && asked.visibility === 'CONNECTIONS')
      return no(400, 'visibility is not supported for organizations')
    if (Object.keys(content).length > 1) return no(400, 'content is a union of one')
    if (Object.keys(content).length === 0 && text.trim() === '') return no(400, 'commentary is empty')
    const { multiImage, media, article, poll } = content
    if (multiImage && (multiImage.images.length < 2 || multiImage.images.length > 20))
      return no(400, 'multiImage takes 2 to 20 images')
    if (article && (!URL.canParse(article.source) || !article.title))
      return no(400, 'article is invalid', { code: 'INVALID_URL' })
    if (article && article.title.length > 400) return tooLong('title', 400)
    if (poll) return refusedPoll(poll)
    return refusedFiles(author, media ? [media] : (multiImage?.images ?? []))
  }

  function refusedPoll({ question, options, settings }: Poll): Reply | null {
    if (!question || question.length > 140) return tooLong('question', 140)
    if (options.length < 2 || options.length > 4) return no(400, 'a poll has 2 to 4 options')
    if (options.some(({ text }) => !text || text.length > 30)) return tooLong('option', 30)
    return durations.includes(settings.duration) ? null : no(400, 'duration is invalid')
  }

  function refusedFiles(author: string, files: readonly Shown[]): Reply | null {
    for (const { id, altText = '', title } of files) {
      const upload = state.uploads.get(id)
      if (!upload || upload.owner !== author) return denied(`media ${id}`)
      if (state.statusOf(upload) === 'WAITING_UPLOAD')
        return no(400, 'Media asset is waiting upload', { code: 'MEDIA_ASSET_WAITING_UPLOAD' })
      if (upload.kind === 'documents' && !title) return no(400, 'title is required for documents')
      if (altText.length > 4086) return tooLong('altText', 4086)
    }
    return null
  }

  function create(person: Person, fields: Record<string, unknown>): Reply {
    const asked = fields as Asked
    const { author = '', commentary = '', content = {} } = asked
    if (!mayActAs(person, author)) return denied('posts.CREATE')
    const text = readLittle(commentary)
    const refused = refusalOf(asked, text)
    if (refused) return refused
    const now = state.clock()
    const twin = state.posts.find(
      (post) =>
        post.author === author &&
        post.little === commentary &&
        JSON.stringify(contentIn(post)) === JSON.stringify(wanted(content)) &&
        now.getTime() - post.at.getTime() < twinMs,
    )
    if (twin) return no(422, `Content is a duplicate of ${twin.urn}`, { code: 'DUPLICATE_POST' })
    const files = content.media ? [content.media] : (content.multiImage?.images ?? [])
    const post: Post = {
      urn: `urn:li:${files.length > 0 ? 'ugcPost' : 'share'}:${state.nextId()}`,
      author,
      little: commentary,
      text,
      visibility: asked.visibility ?? '',
      noReshare: asked.isReshareDisabledByAuthor === true,
      files: files.map(({ id, altText = '', title = '' }) => ({ id, alt: altText, title })),
      article: content.article ?? null,
      poll: content.poll ?? null,
      at: now,
      editedAt: now,
      counts: {},
      likes: [],
    }
    state.posts.push(post)
    return made(post.urn)
  }

  const wanted = ({ media, multiImage, article, poll }: NonNullable<Asked['content']>) => ({
    files: (media ? [media] : (multiImage?.images ?? [])).map(({ id }) => id),
    article: article ?? null,
    poll: poll ?? null,
  })
  const contentIn = ({ files, article, poll }: Post) => ({ files: files.map(({ id }) => id), article, poll })

  function shown(post: Post): Record<string, unknown> {
    const files = post.files.map(({ id, alt, title }) => ({
      id,
      ...(alt && { altText: alt }),
      ...(title && { title }),
    }))
    const content =
      files.length > 1
        ? { multiImage: { images: files } }
        : files[0]
          ? { media: files[0] }
          : post.article
            ? { article: post.article }
            : post.poll
              ? { poll: post.poll }
              : null
    return {
      id: post.urn,
      author: post.author,
      commentary: post.little,
      visibility: post.visibility,
      lifecycleState: state.lifecycleOf(post),
      createdAt: post.at.getTime(),
      publishedAt: post.at.getTime(),
      lastModifiedAt: post.editedAt.getTime(),
      distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
      isReshareDisabledByAuthor: post.noReshare,
      ...(content && { content }),
    }
  }

  const postAt = (urn: string) => state.posts.find((post) => post.urn === urn)

  return {
    create,
    postAt,

    list({ query }: Request): Reply {
      const author = query.get('author')
      const own = state.posts
        .filter((post) => post.author === author)
        .toSorted((a, b) => b.at.getTime() - a.at.getTime())
      return said(paged(own.map(shown), query))
    },

    one: (urn: string): Reply => {
      const post = postAt(urn)
      const dropped = post !== undefined && post.files.length > 0 && state.drops === 'gone'
      return post && !dropped ? said(shown(post)) : gone()
    },

    change(person: Person, urn: string, fields: Record<string, unknown>): Reply {
      const post = postAt(urn)
      if (!post) return gone()
      if (!mayActAs(person, post.author)) return denied('posts.PARTIAL_UPDATE')
      const set = (fields.patch as { $set?: { commentary?: string } } | undefined)?.$set
      if (typeof set?.commentary !== 'string') return no(400, 'the patch sets nothing')
      const text = readLittle(set.commentary)
      if (text.length > mostLetters) return tooLong('commentary', mostLetters)
      post.little = set.commentary
      post.text = text
      post.editedAt = state.clock()
      return done
    },

    /** Taking away what is gone is no fault. */
    remove(person: Person, urn: string): Reply {
      const post = postAt(urn)
      if (post && !mayActAs(person, post.author)) return denied('posts.DELETE')
      state.remove(urn)
      return done
    },

    comments: (urn: string, { query }: Request): Reply =>
      postAt(urn)
        ? said(
            paged(
              state.comments
                .filter(({ postUrn }) => postUrn === urn)
                .map(({ id, actor, text, at, parent }) => ({
                  id,
                  actor,
                  object: urn,
                  commentUrn: `urn:li:comment:(${urn},${id})`,
                  message: { attributes: [], text },
                  created: { actor, time: at.getTime() },
                  lastModified: { actor, time: at.getTime() },
                  ...(parent && { parentComment: parent }),
                })),
              query,
            ),
          )
        : gone(),

    comment(person: Person, urn: string, fields: Record<string, unknown>): Reply {
      const { actor = '', message } = fields as { actor?: string; message?: { text?: string } }
      const post = postAt(urn)
      if (!mayActAs(person, actor)) return denied('socialActions.CREATE')
      if (!post || state.lifecycleOf(post) !== 'PUBLISHED' || isTooNew(post))
        return no(404, `Unable to obtain activity for urn ${urn}`)
      const text = message?.text ?? ''
      if (text.trim() === '') return no(400, 'message.text is empty')
      if (text.length > mostOfComment) return tooLong('message.text', mostOfComment)
      const id = state.nextId()
      state.comments.push({ id, postUrn: urn, actor, text, at: state.clock() })
      return made(id, {
        id,
        actor,
        object: urn,
        commentUrn: `urn:li:comment:(${urn},${id})`,
        message: { attributes: [], text },
        created: { actor, time: state.clock().getTime() },
        lastModified: { actor, time: state.clock().getTime() },
      })
    },

    changeComment(person: Person, urn: string, id: string, fields: Record<string, unknown>): Reply {
      const comment = state.comments.find((one) => one.postUrn === urn && one.id === id)
      if (!comment) return gone()
      if (!mayActAs(person, comment.actor)) return denied('socialActions.PARTIAL_UPDATE')
      const text = (fields.patch as { message?: { $set?: { text?: string } } } | undefined)?.message?.$set
        ?.text
      if (!text) return no(400, 'the patch sets nothing')
      comment.text = text
      return done
    },

    removeComment(person: Person, urn: string, id: string): Reply {
      const at = state.comments.findIndex((one) => one.postUrn === urn && one.id === id)
      const comment = state.comments[at]
      if (!comment) return gone()
      if (!mayActAs(person, comment.actor)) return denied('socialActions.DELETE')
      state.comments.splice(at, 1)
      return done
    },

    likes(urn: string, { query }: Request): Reply {
      const post = postAt(urn)
      if (!post) return gone()
      const told = post.likes.map((actor) => ({
        id: `urn:li:reaction:(${actor},${urn})`,
        created: { actor, time: post.at.getTime() },
        reactionType: 'LIKE',
        root: urn,
      }))
      return said(paged(told, query))
    },
  }

  function isTooNew(post: Post): boolean {
    return state.clock().getTime() - post.at.getTime() < state.tooNewMs
  }
}
