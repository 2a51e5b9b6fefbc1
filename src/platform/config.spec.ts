import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig, projectRoot, publicUrl, settings } from './config.js';

const SECRET = 'en-hemlighet-som-ingen-ska-se-0123456789';

describe('loadConfig', () => {
  let home: string;
  const load = (env: Record<string, string> = {}) => loadConfig({ LAGRUM_HOME: home, ...env });
  const problems = (env: Record<string, string>): ConfigError => {
    try {
      load(env);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      return error as ConfigError;
    }
    throw new Error('the settings were accepted');
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'lagrum-config-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('needs nothing', () => {
    const config = load();
    expect(config).toMatchObject({
      environment: 'development',
      http: { host: '127.0.0.1', port: 3000, publicUrl: 'http://localhost:3000', bodyLimitBytes: 65_536 },
      database: { embedded: true, deployUrl: null },
      identity: { demo: true, issuers: [] },
      redisUrl: null,
      warnings: [],
    });
  });

  it('prints a default that means the same as leaving the setting out', () => {
    const literal = settings.filter((each) => /^[\w[\].-]+$/.test(each.default));
    expect(literal.length).toBeGreaterThan(20);
    const written = Object.fromEntries(literal.map((each) => [each.name, each.default]));
    expect(load({ ...written, LAGRUM_HOME: home })).toEqual(load());
  });

  it('describes every setting in both languages', () => {
    for (const each of settings)
      for (const text of [each.description.sv, each.description.en, each.allowed.sv, each.allowed.en])
        expect(text).not.toBe('');
  });

  it('counts a relative home from the project, not from the working directory', () => {
    const before = process.cwd();
    process.chdir(tmpdir());
    try {
      const config = loadConfig({ LAGRUM_HOME: '.x', SECRET_KEY: SECRET, AUDIT_SIGNING_KEY: SECRET });
      expect(config.home).toBe(join(projectRoot, '.x'));
    } finally {
      process.chdir(before);
    }
  });

  it('makes the secret once, readable by its owner only', () => {
    const first = load().secretKey;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(load().secretKey).toBe(first);
    expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(home, 'secret'), 'utf8').trim()).toBe(first);
  });

  it('ends with a sentence, and ends, where no folder can be made', () => {
    expect(() => loadConfig({ LAGRUM_HOME: '/proc/lagrum' })).toThrow('LAGRUM_HOME går inte att använda');
  });

  it('does not replace a damaged secret', () => {
    writeFileSync(join(home, 'secret'), 'kort');
    expect(problems({}).message).toContain('LAGRUM_HOME har en skadad fil');
  });

  it('names every wrong setting at once, in a sentence each', () => {
    const error = problems({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      DEMO: 'maybe',
      REDIS_URL: 'http://x',
      DATABASE_POOL_SIZE: '1e2',
    });
    expect(error.problems.map((each) => each.setting).sort()).toEqual([
      'DATABASE_POOL_SIZE',
      'DEMO',
      'LOG_LEVEL',
      'PORT',
      'REDIS_URL',
    ]);
    expect(error.message).toContain('PORT är för stort. Tillåtet: heltal 0–65535 (0 = valfri ledig).');
    expect(error.message).toContain('PORT is too large. Allowed: whole number 0–65535 (0 = any free one).');
    expect(error.message).toContain('LOG_LEVEL är inte något av de tillåtna orden. Tillåtet: fatal, error,');
  });

  it.each([
    ['DATABASE_URL', `mysql://u:${SECRET}@h/d`],
    ['DATABASE_URL', `postgres://u:${SECRET}@h`],
    ['DATABASE_URL', SECRET],
    ['SECRET_KEY', SECRET.slice(0, 31)],
    ['METRICS_TOKEN', SECRET.slice(0, 15)],
    ['SMTP_URL', `http://u:${SECRET}@h`],
    ['OIDC_ISSUERS', `[{"issuer":"https://i","clientId":"c","clientSecret":"${SECRET}"}]`],
    ['OIDC_ISSUERS', `{${SECRET}`],
    ['OIDC_ISSUERS', `[{"issuer":"https://i","clientId":"c","name":"n","${SECRET}":1}]`],
  ])('refuses %s without repeating it', (name, value) => {
    const error = problems({ [name]: value });
    expect(error.problems.map((each) => each.setting)).toEqual([name]);
    expect(error.message).not.toContain(SECRET.slice(0, 15));
  });

  it('wants secrets of its own and no demo in production', () => {
    const error = problems({ NODE_ENV: 'production', DEMO: 'true' });
    expect(error.problems.map((each) => each.setting).sort()).toEqual(['DEMO', 'SECRET_KEY']);
    const config = load({ NODE_ENV: 'production', SECRET_KEY: SECRET });
    expect(config.identity.demo).toBe(false);
    expect(config.warnings.join(' ')).toContain('OIDC_ISSUERS');
  });

  it('takes the four logins without the deploy login, but not some of them', () => {
    const one = { DATABASE_APP_URL: 'postgres://a:b@h/d' };
    expect(problems(one).problems.map((each) => each.setting)).toEqual([
      'DATABASE_READER_URL',
      'DATABASE_ANONYMOUS_URL',
      'DATABASE_QUEUE_URL',
    ]);
    const all = Object.fromEntries(
      ['APP', 'READER', 'ANONYMOUS', 'QUEUE'].map((each) => [`DATABASE_${each}_URL`, 'postgres://a:b@h/d']),
    );
    expect(load(all).database).toMatchObject({ embedded: false, deployUrl: null });
  });

  it('reads issuers and proxies', () => {
    const config = load({
      OIDC_ISSUERS: '[{"issuer":"https://i.example","clientId":"c","name":"Inloggning","acr":"loa2"}]',
      TRUST_PROXY: '10.0.0.1, 10.0.0.2',
    });
    expect(config.identity.issuers).toEqual([
      { issuer: 'https://i.example', clientId: 'c', name: 'Inloggning', acr: 'loa2', claims: {} },
    ]);
    expect(config.http.trustProxy).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('warns about LAGRUM_* that are no settings', () => {
    expect(load({ LAGRUM_PORT: '1', LAGRUM_X: '1' }).warnings).toEqual([
      'LAGRUM_PORT är ingen inställning och används inte. Menades PORT?',
      'LAGRUM_X är ingen inställning och används inte.',
    ]);
  });

  it('knows its address once a free port is bound', () => {
    expect(publicUrl(load({ PORT: '0' }), 4321)).toBe('http://localhost:4321');
    expect(publicUrl(load({ PORT: '0', PUBLIC_URL: 'https://lagrum.example/' }), 4321)).toBe('https://lagrum.example');
    expect(problems({ PUBLIC_URL: 'https://lagrum.example/x' }).message).toContain('PUBLIC_URL har en sökväg');
  });
});
