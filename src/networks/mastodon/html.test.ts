import { describe, expect, test } from 'vitest'
import { folded, textOf } from './html.ts'

const read = (content: string, mentions: { url: string; acct: string }[] = []) =>
  textOf({ content, mentions })

describe('the text of a rendered post', () => {
  test.each([
    ['<p>Hello</p>', 'Hello'],
    ['<p>one<br />two</p><p>three</p>', 'one\ntwo\n\nthree'],
    ['<p>one<br/>\ntwo</p>\n<p class="x">three</p>', 'one\ntwo\n\nthree'],
    ['<p>5 &gt; 3 &amp; &quot;4&quot; &lt;&#39;&#x27;&nbsp;</p>', `5 > 3 & "4" <''\u00a0`],
    ['<p>&amp;lt;b&amp;gt;</p>', '&lt;b&gt;'],
    ['<p>&unknown; &#x110000;</p>', '&unknown; &#x110000;'],
    [
      '<p><a href="https://www.example.com/a/b"><span class="invisible">https://www.</span><span class="ellipsis">example.com/a</span><span class="invisible">/b</span></a></p>',
      'https://www.example.com/a/b',
    ],
    ['<p><a href="https://a.io/tags/x" class="mention hashtag" rel="tag">#<span>x</span></a></p>', '#x'],
    ['<p class="quote-inline">RE: <a href="https://a.io/1">https://a.io/1</a></p><p>Yes</p>', 'Yes'],
    ['', ''],
  ])('%j', (html, text) => {
    expect(read(html)).toBe(text)
  })

  test('names the server of a mention when the post does', () => {
    const html =
      '<p><span class="h-card" translate="no"><a href="https://b.org/@ann?a=1&amp;b=2" class="u-url mention">@<span>ann</span></a></span> hi</p>'
    expect(read(html, [{ url: 'https://b.org/@ann?a=1&b=2', acct: 'ann@b.org' }])).toBe('@ann@b.org hi')
    expect(read(html)).toBe('@ann hi')
  })
})

describe('two texts are the same post', () => {
  test.each([
    ['spaces that rendering loses', 'a  b\n\nc ', 'a b c'],
    ['Unicode forms', 'Việt'.normalize('NFD'), 'Việt'.normalize('NFC')],
    ['the server of a mention', '@ann@example.social hi', '@ann hi'],
  ])('whatever becomes of %s', (_, a, b) => {
    expect(folded(a)).toBe(folded(b))
  })

  test.each([
    ['a mark', 'Good morning!', 'Good morning.'],
    ['an emoji', 'hi 👨‍👩‍👧', 'hi 👨‍👩‍👦'],
    ['a letter of no width', 'a\u200bb', 'ab'],
    ['a capital', 'Hello', 'hello'],
  ])('but not when %s differs', (_, a, b) => {
    expect(folded(a)).not.toBe(folded(b))
  })
})

test('a server that sends megabytes of beginnings holds up nobody', () => {
  for (const piece of ['<', '<a ', '<p class="quote-inline">', '</p> ', '&#'])
    expect(
      timeOf(() => textOf({ content: piece.repeat(2_000_000 / piece.length), mentions: [] })),
      piece,
    ).toBeLessThan(3000)
})

const timeOf = (work: () => unknown): number => {
  const began = performance.now()
  work()
  return performance.now() - began
}
