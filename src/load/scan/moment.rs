//! The dates of most records, read quickly.

/// The digits of `2023-05-09` as a number.
pub fn day_digits(text: &str) -> Option<u32> {
    let mut digits = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'-' if at == 4 || at == 7 => {}
            b'0'..=b'9' if at != 4 && at != 7 && at < 10 => {
                digits = digits * 10 + u32::from(byte - b'0');
            }
            _ => return None,
        }
    }
    (text.len() == 10).then_some(digits)
}

/// Splits the most common way to write a time, `2023-05-09T10:30:00Z`.
pub fn moment(text: &str) -> Option<(&str, u32)> {
    let (day, rest) = text.split_at_checked(10)?;
    let [b'T', h1, h2, b':', m1, m2, b':', s1, s2, b'Z'] = rest.as_bytes() else {
        return None;
    };
    let two = |a: &u8, b: &u8, most: u32| {
        let digits = a.is_ascii_digit() && b.is_ascii_digit();
        let number = u32::from(a.wrapping_sub(b'0')) * 10 + u32::from(b.wrapping_sub(b'0'));
        (digits && number <= most).then_some(number)
    };
    let clock = (two(h1, h2, 23)? * 60 + two(m1, m2, 59)?) * 60 + two(s1, s2, 59)?;
    day_digits(day).map(|_| (day, clock))
}
