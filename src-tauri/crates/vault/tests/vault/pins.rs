//! The PIN of a locked screen.

use vault::Pin;

#[test]
fn a_pin_opens_for_its_digits_only() {
    let pin = Pin::new("2580").unwrap();
    assert!(pin.check("2580"));
    for wrong in ["2581", "258", "25800", "", " 2580", "２５８０"] {
        assert!(!pin.check(wrong), "{wrong}");
    }
}

#[test]
fn a_pin_is_four_to_eight_digits() {
    for typed in ["0000", "12345678"] {
        assert!(Pin::new(typed).is_some(), "{typed}");
    }
    for typed in ["", "123", "123456789", "12a4", "-1234", "１２３４", "热线"] {
        assert!(Pin::new(typed).is_none(), "{typed}");
    }
}

#[test]
fn a_pin_does_not_show_in_a_log() {
    assert_eq!(format!("{:?}", Pin::new("2580").unwrap()), "Pin");
}
