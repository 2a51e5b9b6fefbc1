import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { Browser } from '../../test/harness/browser.js';
import { TEST_SECRET } from '../../test/harness/cluster.js';
import { loadConfig } from '../platform/config.js';
import { DemoProvider } from './demo-provider.js';
import { relativePath } from './sign-in.controller.js';

describe('Several issuers', () => {
  let bed: TestApp;
  const issuer = { issuer: 'https://idp.example', clientId: 'c', name: 'Kommunens <inloggning>' };
  beforeAll(async () => {
    bed = await createTestApp({
      env: {
        DEMO: 'true',
        OIDC_ISSUERS: JSON.stringify([issuer, { ...issuer, issuer: 'http://localhost:1', name: 'Okrypterad' }]),
      },
    });
  });
  afterAll(() => bed.close());

  it('are offered to choose from, with the way back', async () => {
    const { status, body, headers } = await new Browser(bed).get('/login?return=/fragor%3Fa=1%26b=2');
    expect(status).toBe(200);
    expect(body).toContain('Kommunens &#60;inloggning&#62;');
    expect(body).toContain('issuer=https%3A%2F%2Fidp.example&#38;return=%2Ffragor%3Fa%3D1%26b%3D2');
    expect(body).not.toContain('<script');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('over plain http only the demo is talked to', async () => {
    const { status } = await new Browser(bed).get('/login?issuer=http%3A%2F%2Flocalhost%3A1');
    expect(status).toBe(503);
  });

  it('know the address that people see, once the server listens', async () => {
    await bed.app.listen(0, '127.0.0.1');
    const { location } = await new Browser(bed).get('/login?issuer=urn%3Alagrum%3Ademo');
    const { port } = bed.app.getHttpServer().address() as { port: number };
    expect(new URL(location).searchParams.get('redirect_uri')).toBe(`http://localhost:${port}/login/callback`);
  });
});

describe('Where to go after signing in', () => {
  it.each(['/', '/fragor', '/fragor?sida=2#svar', '/a//b'])('%s stays', (path) => {
    expect(relativePath(path)).toBe(path);
  });
  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%0a\n/evil',
    'javascript:alert(1)',
    '',
    undefined,
    ['/'],
    '/login',
    '/logout',
    '/login/callback?code=1',
    `/${'a'.repeat(3000)}`,
    '/å',
  ])('%j becomes the front page', (path) => {
    expect(relativePath(path)).toBe('/');
  });
});

it('the demo provider refuses to run in production', async () => {
  const config = { ...loadConfig({ NODE_ENV: 'test', SECRET_KEY: TEST_SECRET }), environment: 'production' as const };
  await expect(new DemoProvider(config, null as never, null as never).start()).rejects.toThrow(/production/);
});
