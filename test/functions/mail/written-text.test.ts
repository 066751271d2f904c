import { describe, expect, test } from 'vitest';
import { htmlToText } from '../../../functions/mail/html-to-text.ts';
import { writtenText } from '../../../functions/mail/written-text.ts';

describe('what the sender wrote', () => {
  test.each([
    ['Gmail', 'Yes.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Gangway <a@b> wrote:\n\n> Is it?\n> Really?'],
    ['Gmail, broken into two lines', 'Yes.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Gangway <a@b>\nwrote:\n\n> Is it?'],
    ['German', 'Yes.\n\nAm 02.03.2026 um 09:00 schrieb Gangway <a@b>:\n> Ist es so?'],
    ['French', 'Yes.\n\nLe lun. 2 mars 2026 à 09:00, Gangway <a@b> a écrit :\n> Oui ?'],
    ['Spanish', 'Yes.\n\nEl lun, 2 mar 2026 a las 9:00, Gangway escribió:\n> Sí'],
    ['Outlook', 'Yes.\n\nFrom: Gangway <a@b>\nSent: Monday, March 2, 2026 9:00 AM\nTo: Ada\nSubject: Hi\n\nIs it?'],
    ['Outlook, with a line', 'Yes.\n\n________________________________\nFrom: Gangway\nSent: Monday\n\nIs it?'],
    ['Outlook in German', 'Yes.\n\nVon: Gangway <a@b>\nGesendet: Montag, 2. März 2026 09:00\nAn: Ada\n\nIst es so?'],
    ['the old line', 'Yes.\n\n-----Original Message-----\nFrom: Gangway\n\nIs it?'],
    ['an answer below', 'On Mon, 2 Mar 2026, Gangway wrote:\n> Is it?\n\nYes.'],
    ['quoted without an introduction', '> Is it?\nYes.'],
    ['a signature', 'Yes.\n\n-- \nAda Acme\nActing Director'],
    ['a device', 'Yes.\n\nSent from my iPhone'],
    ['carriage returns', 'Yes.\r\n\r\nOn Mon, 2 Mar 2026, Gangway wrote:\r\n> Is it?'],
  ])('%s', (_, text) => expect(writtenText(text)).toBe('Yes.'));

  test('answers between the lines are all there', () => {
    const text = 'See below.\n\nOn Mon, Gangway wrote:\n> Name?\nAda.\n> Age?\nForty.';
    expect(writtenText(text)).toBe('See below.\n\nAda.\nForty.');
  });

  test('when nothing is left, everything is kept', () => {
    expect(writtenText('> only a quote')).toBe('> only a quote');
    expect(writtenText('On Mon, Gangway wrote:\n> Is it?')).toBe('On Mon, Gangway wrote:\n> Is it?');
  });

  test('a sentence that begins like an introduction is one of the sender', () => {
    const text = 'On Monday I sent it.\nFrom: the bank, I think.\nLe chat.';
    expect(writtenText(text)).toBe(text);
  });

  test('has at most 20,000 characters', () => {
    const text = writtenText('word '.repeat(10_000));
    expect(text).toHaveLength(20_004);
    expect(text.endsWith('[…]')).toBe(true);
  });

  test.each([
    ['introductions', '2026 from <on at wrote '.repeat(20_000)],
    ['line breaks', '\n'.repeat(400_000)],
    ['beginnings', 'On \n'.repeat(100_000)],
    ['signs', '<'.repeat(400_000)],
    ['separators', '-'.repeat(400_000)],
    ['spaces', `${' '.repeat(400_000)}x`],
  ])('takes no time for a mail that is made of %s', (_, text) => {
    const before = process.cpuUsage();
    writtenText(text);
    htmlToText(text);
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  });
});

describe('the words of an HTML mail', () => {
  test.each([
    ['<p>Hello <b>Ada</b>,</p><p>thank&nbsp;you &amp; good bye.</p>', 'Hello Ada,\nthank you & good bye.'],
    ['<html><head><title>T</title><style>p{}</style></head><body>Hi<br>there</body></html>', 'Hi\nthere'],
    ['<script>alert(1)</script>Hi', 'Hi'],
    ['A &lt;tag&gt; &#65;&#x42; &unknown; &#0;', 'A <tag> AB &unknown; &#0;'],
    ['Yes.<blockquote>Is it?</blockquote>', 'Yes.\n> Is it?'],
    ['no tags', 'no tags'],
    ['cut <b', 'cut <b'],
    ['<style>never ends', ''],
    ['<P>\u0130stanbul</P><STYLE>x</STYLE>', '\u0130stanbul'],
  ])('%s', (html, text) => expect(htmlToText(html).trim()).toBe(text));

  test('lose what they answer like any other', () => {
    const html =
      '<div>Yes.</div><div>On Mon, Gangway wrote:<br></div><blockquote><p>Is it?</p><p>Or not?</p></blockquote>';
    expect(writtenText(htmlToText(html))).toBe('Yes.');
  });
});
