import { describe, expect, it } from '@jest/globals';
import { legalDocument } from './document.js';

describe('what one calls a document', () => {
  it.each([
    ['nja/1998s14', 'NJA 1998 s. 14'],
    ['nja/2007/not/19', 'NJA 2007 not. 19'],
    ['hfd/2022:14', 'HFD 2022 ref. 14'],
    ['ra/1999/not/421', 'RÅ 1999 not. 421'],
    ['ad/2008:28', 'AD 2008 nr 28'],
    ['mod/2000:48', 'MÖD 2000:48'],
    ['mig/2011:4', 'MIG 2011:4'],
    ['jo/2914-2011', 'JO dnr 2914-2011'],
    ['jo/2013/14s392', 'JO 2013/14 s. 392'],
    ['jk/1879-02-40', 'JK dnr 1879-02-40'],
    ['imy/IMY-2022-1234', 'IMY-2022-1234'],
    ['ecli/EU:C:2014:317', 'ECLI:EU:C:2014:317'],
    ['celex/62009CJ0176', 'mål C-176/09'],
    ['celex/32016R0679', 'förordning (EU) 2016/679'],
    ['hslf-fs/2016:40', 'HSLF-FS 2016:40'],
    ['prop/2017/18:105', 'prop. 2017/18:105'],
  ])('%s is %s', (key, label) => {
    expect(legalDocument(key).label).toBe(label);
  });
});
