import { describe, expect, it } from '@jest/globals';
import { canonicalId } from './canonical-id.js';

describe('canonical ids written by hand', () => {
  it.each([
    ['sfs/2009:400#K10P2a', 'sfs/2009:400', true],
    ['sfs/1904:48_s.1', 'sfs/1904:48_s.1', true],
    ['sfs/2010:800#L2014:827N2', 'sfs/2010:800', true],
    ['sfs/1994:1219#A8S2', 'sfs/1994:1219', true],
    ['sfs/1994:1219#B1A8', 'sfs/1994:1219', true],
    ['hslf-fs/2016:40', 'hslf-fs/2016:40', true],
    ['celex/32016R0679#6.1.e', 'celex/32016R0679', true],
    ['celex/62009CJ0176', 'celex/62009CJ0176', false],
    ['prop/2017/18:223#s162', 'prop/2017/18:223', false],
    ['skr/1999/2000:5', 'skr/1999/2000:5', false],
    ['bet/2021/22:SoU30', 'bet/2021/22:SoU30', false],
    ['sou/2014:23#avs8.2.2', 'sou/2014:23', false],
    ['lagradsremiss/2026-01-20/en-ny-lag', 'lagradsremiss/2026-01-20/en-ny-lag', false],
    ['ra/1999/not/421', 'ra/1999/not/421', false],
    ['jo/2914-2011', 'jo/2914-2011', false],
  ])('%s', (id, source, law) => {
    expect(canonicalId(` ${id} `)).toMatchObject({ id, source, law });
  });

  it.each([
    '',
    'sfs/2009:400#',
    'sfs/2009:400#X1',
    'sfs/2009:400#s12',
    'sfs/2009:400#6.1',
    'sfs/abc',
    'prop/2021/23:5',
    'prop/2017/18:223#K1',
    'lagen/2009:400',
    'OSL 10:2',
    'javascript:alert(1)',
    `sfs/2009:400#${'K1'.repeat(200)}`,
  ])('nothing of %j', (text) => {
    expect(canonicalId(text)).toBeNull();
  });
});
