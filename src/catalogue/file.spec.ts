import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Client, TestApp } from '../../test/harness/app.js';
import { createTestApp } from '../../test/harness/app.js';
import { accepted, people, type People, submitted } from '../../test/harness/world.js';
import { dispositionOf } from './file.controller.js';
import { fileNameFor, TEXT } from './file-store.service.js';

const ATTACH = `mutation ($input: FileAttachInput!) { fileAttach(input: $input) {
  file { id name mediaType size sha256 audience url organisation { name } } entry { id } userErrors { code message path } } }`;

interface FileView {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  url: string;
}

let t: TestApp;
let p: People;
beforeAll(async () => {
  t = await createTestApp({ env: { FILE_LIMIT_MB: '2' } });
  p = await people(t);
});
afterAll(() => t.close());

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 1)]);

async function upload(who: Client | null, content: Buffer, headers: Record<string, string> = {}) {
  const response = await t.app.inject({
    method: 'POST',
    url: '/files',
    payload: content,
    headers: { 'content-type': 'application/octet-stream', ...who?.authorization, ...headers },
  });
  return {
    status: response.statusCode,
    body: response.json() as { upload: string; mediaType: string; code: string; detail: string },
  };
}
async function attach(who: Client, entry: string, content: Buffer, name: string, more: object = {}) {
  const { body } = await upload(who, content);
  return who.act<{ file: FileView | null }>(ATTACH, { entry, upload: body.upload, name, ...more });
}
const get = (who: Client | null, url: string, headers: Record<string, string> = {}) =>
  t.app.inject({ method: 'GET', url, headers: { ...who?.authorization, ...headers } });

function stored(): string[] {
  const root = join(t.home, 'files');
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((one) => statSync(join(root, one)).isFile());
}

describe('uploading and attaching', () => {
  it('keeps the content by its hash and gives it back as an attachment, to those who see the entry only', async () => {
    const asked = await accepted(t, p);
    const { file, userErrors } = await attach(p.officer, asked.id, PDF, 'Ärende åäö.pdf');
    expect(userErrors).toEqual([]);
    const hash = createHash('sha256').update(PDF).digest('hex');
    expect(file).toMatchObject({
      name: 'Ärende åäö.pdf',
      mediaType: 'application/pdf',
      size: PDF.length,
      sha256: hash,
    });
    expect(existsSync(join(t.home, 'files', hash.slice(0, 2), hash))).toBe(true);

    const answer = await get(p.lawyer, file!.url);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload).toEqual(PDF);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'content-disposition': `attachment; filename="Arende aao.pdf"; filename*=UTF-8''%C3%84rende%20%C3%A5%C3%A4%C3%B6.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-cache',
      etag: `"${hash}"`,
    });
    expect((await get(p.lawyer, `/files/${file!.id}`, { 'if-none-match': `"${hash}"` })).statusCode).toBe(304);
    for (const who of [p.neighbour, null]) {
      for (const headers of [{}, { 'if-none-match': `"${hash}"` }] as Record<string, string>[]) {
        const refused = await get(who, file!.url, headers);
        expect(refused.statusCode).toBe(404);
        expect(refused.headers.etag).toBeUndefined();
      }
      const { node } = await (who ?? t.anonymous).ask<{ node: unknown }>('query ($id: ID!) { node(id: $id) { id } }', {
        id: file!.id,
      });
      expect(node).toBeNull();
    }
    for (const id of ['garbage', asked.id, '00000000-0000-8104-8000-000000000000', '..%2f..%2fetc%2fpasswd', hash]) {
      expect((await get(p.lawyer, `/files/${id}`)).statusCode).toBe(404);
    }
  });

  it('takes a form with one file as well', async () => {
    const boundary = 'x-lagrum-boundary';
    const form = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: text/html\r\n\r\n`,
      ),
      PNG,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const { status, body } = await upload(p.officer, form, {
      'content-type': `multipart/form-data; boundary=${boundary}`,
    });
    expect([status, body.mediaType]).toEqual([201, 'image/png']);
    const empty = Buffer.from(`--${boundary}--\r\n`);
    const none = await upload(p.officer, empty, { 'content-type': `multipart/form-data; boundary=${boundary}` });
    expect([none.status, none.body.code]).toEqual([400, 'UPLOAD_NO_FILE']);
  });

  it.each([
    ['a program', EXE, 'exe'],
    ['a page', Buffer.from('  <!DOCTYPE html><script>alert(1)</script>'), '?'],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), null],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n'), null],
    ['an archive', Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), null],
    ['broken text', Buffer.from([0x61, 0xff, 0xfe, 0x62]), '?'],
    ['text with null bytes', Buffer.from('a\0b'), '?'],
  ])('refuses %s, whatever it is called, and keeps nothing of it', async (_, content, type) => {
    const before = stored().length;
    const { status, body } = await upload(p.officer, content);
    expect([status, body.code]).toEqual([415, 'FILE_TYPE']);
    if (type) expect(body.detail).toContain(type);
    expect(stored()).toHaveLength(before);
  });

  it('refuses what is too large while it comes, and what is empty', async () => {
    const before = stored().length;
    const limit = 2 * 1_048_576;
    const just = Buffer.concat([PDF, Buffer.alloc(limit - PDF.length, 0x20)]);
    expect((await upload(p.officer, just)).status).toBe(201);
    const over = await upload(p.officer, Buffer.concat([just, Buffer.from(' ')]));
    expect([over.status, over.body.code]).toEqual([413, 'FILE_TOO_LARGE']);
    expect(over.body.detail).toContain('2 MB');
    const none = await upload(p.officer, Buffer.alloc(0));
    expect(none.body.code).toMatch(/FILE_EMPTY|UPLOAD_NO_FILE/);
    expect(stored()).toHaveLength(before + 1);
  });

  it('tells a sender over a real line why, although the rest is never read', async () => {
    await t.app.listen(0, '127.0.0.1');
    const { port } = t.app.getHttpServer().address() as AddressInfo;
    const before = stored().length;
    const answer = await new Promise<{ status?: number; body: string }>((resolve, reject) => {
      const sending = request({
        port,
        host: '127.0.0.1',
        path: '/files',
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', ...p.officer.authorization },
      });
      sending.on('response', (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (body += part));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      });
      sending.on('error', reject);
      // Past the limit and never ended: whoever waits for the end would wait for ever.
      sending.write(Buffer.alloc(2 * 1_048_576 + 1, 0x61));
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(stored()).toHaveLength(before);
  });

  it('asks who it is', async () => {
    expect((await upload(null, PDF)).status).toBe(401);
    const graphql = await t.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: PDF,
      headers: { 'content-type': 'application/octet-stream', ...p.officer.authorization },
    });
    expect(graphql.statusCode).toBe(415);
  });

  it('keeps the same content once', async () => {
    const asked = await accepted(t, p);
    const content = Buffer.from('Samma innehåll.');
    const before = stored().length;
    const [one, two] = [
      await attach(p.officer, asked.id, content, 'ett.txt'),
      await attach(p.lawyer, asked.id, content, 'två.md'),
    ];
    expect(one.file!.sha256).toBe(two.file!.sha256);
    expect([one.file!.mediaType, two.file!.mediaType]).toEqual(['text/plain', 'text/markdown']);
    expect(stored()).toHaveLength(before + 1);
  });

  it("is bound to whoever uploaded, for an hour, and to the entry's parties", async () => {
    const asked = await accepted(t, p);
    const { body } = await upload(p.officer, PDF);
    const input = { entry: asked.id, upload: body.upload, name: 'a.pdf' };
    expect((await p.lawyer.act<object>(ATTACH, input)).userErrors).toMatchObject([{ code: 'UPLOAD_INVALID' }]);
    expect((await p.neighbour.act<object>(ATTACH, input)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    for (const forged of ['', 'x', `${body.upload}A`, createHash('sha256').update(PDF).digest('hex')]) {
      expect((await p.officer.act<object>(ATTACH, { ...input, upload: forged })).userErrors).toMatchObject([
        { code: 'UPLOAD_INVALID' },
      ]);
    }
    t.clock.advance(60 * 60 * 1_000 + 1_000);
    expect((await p.officer.act<object>(ATTACH, input)).userErrors).toMatchObject([{ code: 'UPLOAD_INVALID' }]);
  });

  it('keeps an internal file in its own organisation, with its trail', async () => {
    const asked = await accepted(t, p);
    const { file } = await attach(p.lawyer, asked.id, Buffer.from('Intern anteckning.'), 'intern.txt', {
      audience: 'INTERNAL',
    });
    expect((await get(p.lawyer, file!.url)).statusCode).toBe(200);
    expect((await get(p.officer, file!.url)).statusCode).toBe(404);
    const trail = await t.sql(`select audience from audit_event where subject_id = $1 and action = 'file.attached'`, [
      asked.id,
    ]);
    expect(trail).toEqual([{ audience: 'INTERNAL' }]);
  });

  it('lets no personal number in by the name, and logs who fetches from a restricted entry', async () => {
    const asked = await submitted(t, p.officer, { access: 'RESTRICTED', accessGround: 'OSL 26:1' });
    const named = await attach(p.officer, asked.id, PDF, '640823-3234.pdf');
    expect(named.userErrors).toMatchObject([{ code: 'PERSONAL_DATA', path: ['input', 'name'] }]);
    const { file } = await attach(p.officer, asked.id, PDF, 'a.pdf');
    const count = () =>
      t.sql<{ n: number }>('select count(*)::int as n from restricted_read where entry_id = $1', [asked.id]);
    const [{ n: before }] = (await count()) as [{ n: number }];
    expect((await get(p.officer, file!.url)).statusCode).toBe(200);
    expect(await count()).toEqual([{ n: before + 1 }]);
    expect((await get(p.lawyer, file!.url)).statusCode).toBe(404);
  });
});

describe('names of files', () => {
  it.each([
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\x\\..\\rapport.pdf', 'rapport.pdf'],
    ['..', 'fil.pdf'],
    ['', 'fil.pdf'],
    ['a\0b\r\nc.pdf', 'abc.pdf'],
    ['fak\u202efdp.exe', 'fakfdp.exe.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['con.pdf', '_con.pdf'],
    ['a<b>:"c|d?*.PDF', 'a_b___c_d__.pdf'],
    [`${'å'.repeat(500)}.pdf`, `${'å'.repeat(196)}.pdf`],
    [`${'😀'.repeat(200)}.pdf`, `${'😀'.repeat(98)}.pdf`],
  ])('%j of a PDF is kept as %j', (given, name) => {
    expect(fileNameFor(given, 'application/pdf')).toEqual({ name, mediaType: 'application/pdf' });
  });

  it('say which text it is, and never that it is a page', () => {
    expect(fileNameFor('a.csv', TEXT)).toEqual({ name: 'a.csv', mediaType: 'text/csv' });
    expect(fileNameFor('a.html', TEXT)).toEqual({ name: 'a.html.txt', mediaType: 'text/plain' });
  });

  it('cannot break out of their header', () => {
    expect(dispositionOf(`a"; x="b\\'(1).pdf`)).toBe(
      `attachment; filename="a_; x=_b_'(1).pdf"; filename*=UTF-8''a%22%3B%20x%3D%22b%5C%27%281%29.pdf`,
    );
  });
});
